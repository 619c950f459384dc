using System.Globalization;
using System.Security.Cryptography;
using Baton.Cloud.State;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Baton.Cloud.LoadBalancing.Serving;

/// <summary>Headers on their way through a load balancer. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/x-forwarded-headers.html</summary>
internal static class ForwardedHeaders
{
    private static readonly HashSet<string> s_hopByHop = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate", "Proxy-Authorization", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    };

    /// <summary>The headers of a request as the target gets them, without its host and the length of its body.</summary>
    public static IEnumerable<KeyValuePair<string, StringValues>> Of(HttpContext http, BalancerRecord balancer, ListenerRecord listener, DateTimeOffset now)
    {
        var request = http.Request;
        var dropped = request.Headers.Connection.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var headers = request.Headers.Where(header => header.Key[0] != ':' && !s_hopByHop.Contains(header.Key) && !dropped.Contains(header.Key))
            .ToDictionary(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase);
        headers.Remove("Host");
        headers.Remove("Content-Length");
        AddForwarded(headers, http, balancer, listener);
        if (!headers.ContainsKey("X-Amzn-Trace-Id"))
        {
            headers["X-Amzn-Trace-Id"] = $"Root=1-{now.ToUnixTimeSeconds():x8}-{RandomNumberGenerator.GetHexString(24, lowercase: true)}";
        }

        return headers;
    }

    public static bool Travels(string header) => !s_hopByHop.Contains(header);

    private static void AddForwarded(Dictionary<string, StringValues> headers, HttpContext http, BalancerRecord balancer, ListenerRecord listener)
    {
        const string For = "X-Forwarded-For";
        var client = http.Connection.RemoteIpAddress?.ToString() ?? "";
        switch (balancer.Attribute("routing.http.xff_header_processing.mode"))
        {
            case "remove":
                headers.Remove(For);
                break;
            case "append":
                headers[For] = headers.TryGetValue(For, out var before) ? $"{before}, {client}" : client;
                break;
            default:
                break;
        }

        headers["X-Forwarded-Proto"] = listener.Protocol.ToLowerInvariant();
        headers["X-Forwarded-Port"] = listener.Port.ToString(CultureInfo.InvariantCulture);
    }
}
