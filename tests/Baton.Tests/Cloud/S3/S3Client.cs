using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Baton.Aws.Signing;

namespace Baton.Tests.Cloud.S3;

/// <summary>Signs requests to S3 as a client does, and sends nothing else than it is told.</summary>
internal sealed class S3Client(SimulatedCloud cloud, string region = "us-east-1", string? accountId = null) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 });

    public async Task<S3Answer> SendAsync(string method, string path, byte[]? body = null, params (string Name, string Value)[] headers)
    {
        using var request = Signed(method, path, body ?? [], payload: null, headers);
        return await SendAsync(request);
    }

    public async Task<S3Answer> SendAsync(HttpRequestMessage request)
    {
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var all = answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        return new(answer.StatusCode, all, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    public Task<S3Answer> SendAsync(string method, string path, string body, params (string Name, string Value)[] headers) => SendAsync(method, path, Encoding.UTF8.GetBytes(body), headers);

    /// <summary>A request with a body of any kind: <paramref name="payload"/> is what x-amz-content-sha256 says of it.</summary>
    public HttpRequestMessage Signed(string method, string path, byte[] body, string? payload, params (string Name, string Value)[] headers) =>
        Signed(method, path, payload ?? Convert.ToHexStringLower(SHA256.HashData(body)), headers, (_, _) => body);

    /// <summary>The same for a body that is made of the signature of its request.</summary>
    public HttpRequestMessage Signed(string method, string path, string payload, (string Name, string Value)[] headers, Func<SigningScope, string, byte[]> bodyOf)
    {
        var (id, secret) = Keys;
        var host = headers.FirstOrDefault(header => header.Name == "host").Value ?? $"{cloud.Server.Endpoint.Host}:{cloud.Server.Endpoint.Port}";
        var scope = new SigningScope(TimeProvider.System.GetUtcNow(), region, "s3");
        var parts = path.Split('?', 2);
        var signed = headers.Where(header => header.Name != "host").Append(("host", host)).Append(("x-amz-date", scope.Stamp)).Append(("x-amz-content-sha256", payload))
            .ToDictionary(pair => pair.Item1.ToLowerInvariant(), pair => pair.Item2);
        var signable = new SignableRequest { Method = method, Path = parts[0], Query = parts.Length == 2 ? parts[1] : "", Headers = signed, Body = ReadOnlyMemory<byte>.Empty };
        var names = signed.Keys.Order(StringComparer.Ordinal).ToList();
        var signature = SignatureV4.Compute(signable, names, payload, secret, scope);
        var body = bodyOf(scope, signature);
        var request = new HttpRequestMessage(new HttpMethod(method), Address(path)) { Content = body.Length > 0 || method is "PUT" or "POST" ? new ByteArrayContent(body) : null };
        request.Headers.TryAddWithoutValidation("Authorization", $"{SignatureV4.Algorithm} Credential={id}/{scope.Credential}, SignedHeaders={string.Join(';', names)}, Signature={signature}");
        foreach (var (name, value) in signed)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content!.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }

    /// <summary>A presigned URL of version 4.</summary>
    public Uri Presigned(string method, string path, DateTimeOffset time, int seconds)
    {
        var (id, secret) = Keys;
        var scope = new SigningScope(time, region, "s3");
        var query = $"X-Amz-Algorithm={SignatureV4.Algorithm}&X-Amz-Credential={Uri.EscapeDataString($"{id}/{scope.Credential}")}&X-Amz-Date={scope.Stamp}"
            + $"&X-Amz-Expires={seconds.ToString(CultureInfo.InvariantCulture)}&X-Amz-SignedHeaders=host";
        var signable = new SignableRequest
        {
            Method = method, Path = path, Query = query, Headers = new Dictionary<string, string> { ["host"] = cloud.Server.Endpoint.Authority }, Body = ReadOnlyMemory<byte>.Empty,
        };
        return Address($"{path}?{query}&X-Amz-Signature={SignatureV4.Compute(signable, ["host"], "UNSIGNED-PAYLOAD", secret, scope)}");
    }

    public byte[] KeyOf(SigningScope scope) => SignatureV4.Key(Keys.SecretAccessKey, scope);

    public void Dispose() => _http.Dispose();

    private (string AccessKeyId, string SecretAccessKey) Keys => accountId is null
        ? (SimulatedCloud.AccessKeyId, SimulatedCloud.SecretAccessKey)
        : new Baton.Cloud.Places.Accounts(Baton.Cloud.Server.CloudOptions.HomeAccountId, SimulatedCloud.AccessKeyId, SimulatedCloud.SecretAccessKey).KeysOf(accountId);

    // As it is, not as .NET would tidy it: the signature covers these characters.
    private Uri Address(string path) => new($"{cloud.Server.Endpoint.GetLeftPart(UriPartial.Authority)}{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    internal sealed record S3Answer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
    {
        public string Text => Encoding.UTF8.GetString(Body);

        public XElement Xml => XElement.Parse(Text);

        /// <summary>The code of an error.</summary>
        public string? Code => Status < HttpStatusCode.BadRequest && Status != HttpStatusCode.MovedPermanently ? null : Xml.Element("Code")!.Value;

        public IEnumerable<string> Values(string name) => Xml.Descendants().Where(element => element.Name.LocalName == name).Select(element => element.Value);

        public string Value(string name) => Values(name).First();

        public S3Answer Succeeded()
        {
            Assert.True((int)Status < 300, $"{Status}: {Text}");
            return this;
        }
    }
}
