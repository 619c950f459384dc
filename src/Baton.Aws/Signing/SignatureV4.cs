using System.Security.Cryptography;
using System.Text;

namespace Baton.Aws.Signing;

/// <summary>
/// AWS Signature Version 4. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
/// </summary>
public static class SignatureV4
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>The headers that make the request a signed one; all headers of <paramref name="request"/> are covered.</summary>
    public static IReadOnlyDictionary<string, string> Sign(SignableRequest request, AwsCredentials credentials, SigningScope scope)
    {
        var added = new Dictionary<string, string> { ["x-amz-date"] = scope.Stamp };
        if (credentials.SessionToken is not null)
        {
            added["x-amz-security-token"] = credentials.SessionToken;
        }

        var headers = request.Headers.Concat(added).ToDictionary();
        var signed = headers.Keys.Order(StringComparer.Ordinal).ToList();
        var signature = Compute(request with { Headers = headers }, signed, HashOf(request.Body), credentials.SecretAccessKey, scope);
        added["authorization"] =
            $"{Algorithm} Credential={credentials.AccessKeyId}/{scope.Credential}, SignedHeaders={string.Join(';', signed)}, Signature={signature}";
        return added;
    }

    public static string HashOf(ReadOnlyMemory<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body.Span));

    /// <summary>The signature of a request whose body has this hash, or whatever its header x-amz-content-sha256 says instead of one.</summary>
    public static string Compute(SignableRequest request, IReadOnlyList<string> signedHeaders, string payloadHash, string secret, SigningScope scope) =>
        Compute(request, signedHeaders, payloadHash, Key(secret, scope), scope);

    /// <summary>The same with a key that was derived before, see <see cref="Key"/>.</summary>
    public static string Compute(SignableRequest request, IReadOnlyList<string> signedHeaders, string payloadHash, byte[] key, SigningScope scope)
    {
        var canonical = new StringBuilder();
        canonical.Append(request.Method).Append('\n').Append(CanonicalPath(request.Path, scope.Service)).Append('\n').Append(CanonicalQuery(request.Query)).Append('\n');
        foreach (var name in signedHeaders)
        {
            canonical.Append(name).Append(':').Append(CollapseSpaces(request.Headers.GetValueOrDefault(name, ""))).Append('\n');
        }

        canonical.Append('\n').AppendJoin(';', signedHeaders).Append('\n').Append(payloadHash);
        var text = $"{Algorithm}\n{scope.Stamp}\n{scope.Credential}\n{HashOf(Encoding.UTF8.GetBytes(canonical.ToString()))}";
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }

    public static byte[] Key(string secret, SigningScope scope)
    {
        var key = Encoding.UTF8.GetBytes($"AWS4{secret}");
        foreach (var part in (ReadOnlySpan<string>)[scope.Date, scope.Region, scope.Service, "aws4_request"])
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return key;
    }

    private static string CanonicalPath(string path, string service)
    {
        // Every service but S3 encodes what is on the request line once more.
        var encoded = string.Join('/', path.Split('/').Select(segment => Encode(service == "s3" ? Uri.UnescapeDataString(segment) : segment)));
        return encoded.Length == 0 ? "/" : encoded;
    }

    private static string CanonicalQuery(string query)
    {
        if (query.Length == 0)
        {
            return "";
        }

        var pairs = query.Split('&').Where(pair => pair.Length > 0).Select(pair =>
        {
            var at = pair.IndexOf('=');
            var (name, value) = at < 0 ? (pair, "") : (pair[..at], pair[(at + 1)..]);
            return (Name: Encode(Uri.UnescapeDataString(name)), Value: Encode(Uri.UnescapeDataString(value)));
        });
        return string.Join('&', pairs.Where(pair => pair.Name != "X-Amz-Signature")
            .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => $"{pair.Name}={pair.Value}"));
    }

    // EscapeDataString keeps exactly the unreserved characters of RFC 3986, as the signature asks.
    private static string Encode(string text) => Uri.EscapeDataString(text);

    private static string CollapseSpaces(string value) => string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
