using System.Security.Cryptography;
using System.Text;
using Baton.Aws.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Baton.Tests.Cloud.Fuzz;

/// <summary>Signs requests and hands them to a cloud in this process, without a socket.</summary>
internal static class FuzzDoor
{
    private const string Host = "localhost";

    public static async Task<(int Status, string Answer)> AskAsync(SimulatedCloud cloud, FuzzRequest asked)
    {
        var http = new DefaultHttpContext();
        http.Features.Set<IHttpMaxRequestBodySizeFeature>(new AnySize());
        http.Request.Method = asked.Method;
        var parts = asked.Target.Split('?', 2);
        // What a server makes of it: decoded, where it can be.
        http.Request.Path = new PathString(Uri.UnescapeDataString(parts[0]));
        http.Request.QueryString = new QueryString(parts.Length == 2 ? $"?{parts[1]}" : "");
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = asked.Target;
        foreach (var (name, value) in asked.Headers.Append(new("host", Host)).Concat(Signed(asked, parts)))
        {
            http.Request.Headers[name] = value;
        }

        http.Request.ContentLength = asked.Body.Length;
        http.Request.Body = new MemoryStream(asked.Body);
        using var answer = new MemoryStream();
        http.Response.Body = answer;
        await cloud.Server.Serve(http);
        return (http.Response.StatusCode, Encoding.UTF8.GetString(answer.GetBuffer(), 0, (int)answer.Length));
    }

    private static IReadOnlyDictionary<string, string> Signed(FuzzRequest asked, string[] parts)
    {
        var headers = asked.Headers.Append(new("host", Host)).ToDictionary(pair => pair.Key, pair => pair.Value);
        var scope = new SigningScope(DateTimeOffset.UtcNow, "us-east-1", asked.Service);
        var signable = new SignableRequest { Method = asked.Method, Path = parts[0], Query = parts.Length == 2 ? parts[1] : "", Headers = headers, Body = asked.Body };
        return asked.Service == "s3"
            ? SignedForS3(signable with { Body = ReadOnlyMemory<byte>.Empty }, Convert.ToHexStringLower(SHA256.HashData(asked.Body)), scope)
            : SignatureV4.Sign(signable, new(SimulatedCloud.AccessKeyId, SimulatedCloud.SecretAccessKey), scope);
    }

    private static Dictionary<string, string> SignedForS3(SignableRequest request, string payload, SigningScope scope)
    {
        var more = new Dictionary<string, string> { ["x-amz-date"] = scope.Stamp, ["x-amz-content-sha256"] = payload };
        var headers = request.Headers.Concat(more).ToDictionary(pair => pair.Key, pair => pair.Value);
        var names = headers.Keys.Order(StringComparer.Ordinal).ToList();
        var signature = SignatureV4.Compute(request with { Headers = headers }, names, payload, SimulatedCloud.SecretAccessKey, scope);
        more["Authorization"] = $"{SignatureV4.Algorithm} Credential={SimulatedCloud.AccessKeyId}/{scope.Credential}, SignedHeaders={string.Join(';', names)}, Signature={signature}";
        return more;
    }

    private sealed class AnySize : IHttpMaxRequestBodySizeFeature
    {
        public bool IsReadOnly => false;

        public long? MaxRequestBodySize { get; set; }
    }
}
