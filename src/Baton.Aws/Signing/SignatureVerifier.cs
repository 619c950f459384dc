using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Baton.Aws.Wire;

namespace Baton.Aws.Signing;

/// <summary>The server's side of Signature Version 4: who signed, or AWS's error why not. Headers and presigned queries.</summary>
public sealed class SignatureVerifier(Func<string, string?> secretOf, Func<string, bool> isRegion, TimeProvider time)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(15);

    /// <summary>Throws <see cref="AwsException"/> when nobody signed, or not rightly.</summary>
    public Signer Verify(SignableRequest request, string service)
    {
        var claim = request.Headers.TryGetValue("authorization", out var header) ? FromHeader(header, request) : FromQuery(request);
        var secret = secretOf(claim.AccessKeyId)
            ?? throw new AwsException("AuthFailure", "AWS was not able to validate the provided access credentials", HttpStatusCode.Unauthorized);
        if (claim.Service != service)
        {
            throw Mismatch($"Credential should be scoped to correct service: '{service}'.");
        }

        if (!isRegion(claim.Region))
        {
            throw Mismatch($"Credential should be scoped to a valid region, not '{claim.Region}'.");
        }

        CheckTime(claim);
        var hash = claim.IsQuery ? SignatureV4.HashOf(ReadOnlyMemory<byte>.Empty) : SignatureV4.HashOf(request.Body);
        var expected = SignatureV4.Compute(request, claim.SignedHeaders, hash, secret, new(claim.Time, claim.Region, claim.Service));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(claim.Signature)))
        {
            throw Mismatch("The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.");
        }

        return new(claim.AccessKeyId, claim.Region);
    }

    private void CheckTime(Claim claim)
    {
        var now = time.GetUtcNow();
        var (earliest, latest) = (claim.Time - Skew, claim.Time + (claim.Lifetime ?? Skew));
        if (now < earliest || now > latest)
        {
            throw new AwsException(
                "RequestExpired",
                $"Request has expired. Timestamp date is {claim.Time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}. Current date is {now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}.");
        }
    }

    private static Claim FromHeader(string header, SignableRequest request)
    {
        // AWS4-HMAC-SHA256 Credential=AKIA…/20261121/us-east-1/ec2/aws4_request, SignedHeaders=host;x-amz-date, Signature=0a1b…
        var space = header.IndexOf(' ');
        if (space < 0 || header[..space] != SignatureV4.Algorithm)
        {
            throw Incomplete("Authorization header requires 'AWS4-HMAC-SHA256'.");
        }

        var parts = header[(space + 1)..].Split(',', StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2)).Where(pair => pair.Length == 2)
            .GroupBy(pair => pair[0]).ToDictionary(group => group.Key, group => group.First()[1]);
        var stamp = request.Headers.GetValueOrDefault("x-amz-date") ?? throw Incomplete("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        return Parse(parts, stamp, isQuery: false, lifetime: null);
    }

    private static Claim FromQuery(SignableRequest request)
    {
        var query = request.Query.Split('&').Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2)
            .GroupBy(pair => pair[0]).ToDictionary(group => group.Key, group => Uri.UnescapeDataString(group.First()[1]));
        if (!query.ContainsKey("X-Amz-Signature"))
        {
            throw new AwsException("MissingAuthenticationToken", "Request is missing Authentication Token", HttpStatusCode.Forbidden);
        }

        var parts = new Dictionary<string, string>();
        foreach (var name in (ReadOnlySpan<string>)["Credential", "SignedHeaders", "Signature"])
        {
            if (query.TryGetValue($"X-Amz-{name}", out var value))
            {
                parts[name] = value;
            }
        }

        var seconds = int.TryParse(query.GetValueOrDefault("X-Amz-Expires", "900"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return Parse(parts, query.GetValueOrDefault("X-Amz-Date", ""), isQuery: true, TimeSpan.FromSeconds(seconds));
    }

    private static Claim Parse(Dictionary<string, string> parts, string stamp, bool isQuery, TimeSpan? lifetime)
    {
        foreach (var name in (ReadOnlySpan<string>)["Credential", "SignedHeaders", "Signature"])
        {
            if (!parts.ContainsKey(name))
            {
                throw Incomplete($"Authorization header requires '{name}' parameter.");
            }
        }

        var scope = parts["Credential"].Split('/');
        if (scope.Length != 5 || scope[4] != "aws4_request"
            || !DateTimeOffset.TryParseExact(stamp, SigningScope.TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            || !stamp.StartsWith(scope[1], StringComparison.Ordinal))
        {
            throw Incomplete("Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, and the date must be that of X-Amz-Date.");
        }

        var headers = parts["SignedHeaders"].Split(';');
        if (!headers.Contains("host"))
        {
            throw Mismatch("'Host' must be a 'SignedHeader' in the AWS Authorization.");
        }

        return new() { AccessKeyId = scope[0], Time = time, Region = scope[2], Service = scope[3], SignedHeaders = headers, Signature = parts["Signature"], IsQuery = isQuery, Lifetime = lifetime };
    }

    private static AwsException Incomplete(string message) => new("IncompleteSignature", message);

    private static AwsException Mismatch(string message) => new("SignatureDoesNotMatch", message, HttpStatusCode.Forbidden);

    private sealed record Claim
    {
        public required string AccessKeyId { get; init; }

        public required DateTimeOffset Time { get; init; }

        public required string Region { get; init; }

        public required string Service { get; init; }

        public required IReadOnlyList<string> SignedHeaders { get; init; }

        public required string Signature { get; init; }

        public required bool IsQuery { get; init; }

        public required TimeSpan? Lifetime { get; init; }
    }
}
