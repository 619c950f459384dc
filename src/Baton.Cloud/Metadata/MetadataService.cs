using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Baton.Cloud.Network;
using Baton.Cloud.State;

namespace Baton.Cloud.Metadata;

/// <summary>
/// What 169.254.169.254 tells an instance about itself, in both versions of the protocol.
/// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
/// </summary>
internal sealed partial class MetadataService(CloudState state, MetadataTree tree, MetadataTokens tokens) : IMetadataService
{
    private const string TokenHeader = "X-aws-ec2-metadata-token";
    private const string LifetimeHeader = "X-aws-ec2-metadata-token-ttl-seconds";

    /// <summary>An instance asked something about itself: its guest is alive.</summary>
    public event Action<string>? Asked;

    public MetadataReply Answer(string interfaceId, string method, string path, IReadOnlyDictionary<string, string> headers)
    {
        if (state.Instances.Find(state.Interfaces.Find(interfaceId)?.InstanceId) is not { } instance)
        {
            return Refused(404, "Not Found");
        }

        Asked?.Invoke(instance.InstanceId);
        if (!instance.MetadataEnabled)
        {
            return Refused(403, "Forbidden");
        }

        return method switch
        {
            "PUT" => GiveToken(interfaceId, path, headers),
            "GET" or "HEAD" => Check(instance, interfaceId, headers) ?? Find(instance, path),
            _ => Refused(405, "Method Not Allowed"),
        };
    }

    private MetadataReply GiveToken(string interfaceId, string path, IReadOnlyDictionary<string, string> headers)
    {
        if (path.TrimEnd('/') != "/latest/api/token")
        {
            return Refused(405, "Method Not Allowed");
        }

        // A proxy that forwards for somebody else must not hand out tokens.
        if (Header(headers, "X-Forwarded-For") is not null)
        {
            return Refused(403, "Forbidden");
        }

        if (!int.TryParse(Header(headers, LifetimeHeader), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds is < 1 or > 21600)
        {
            return Refused(400, "Bad Request");
        }

        return Text(tokens.New(interfaceId, TimeSpan.FromSeconds(seconds))) with
        {
            Headers = new Dictionary<string, string> { [LifetimeHeader] = seconds.ToString(CultureInfo.InvariantCulture) },
        };
    }

    private MetadataReply? Check(InstanceRecord instance, string interfaceId, IReadOnlyDictionary<string, string> headers) => Header(headers, TokenHeader) switch
    {
        null when !instance.TokensRequired => null,
        { } token when tokens.IsValid(interfaceId, token) => null,
        _ => Refused(401, "Unauthorized"),
    };

    private MetadataReply Find(InstanceRecord instance, string path)
    {
        var parts = path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts is [])
        {
            return Text("1.0\n2009-04-04\n2018-09-24\n2021-03-23\nlatest");
        }

        if (!Version().IsMatch(parts[0]))
        {
            return Refused(404, "Not Found");
        }

        return parts[1..] switch
        {
            [] => Text(instance.UserData is null ? "dynamic\nmeta-data" : "dynamic\nmeta-data\nuser-data"),
            ["user-data"] => instance.UserData is { } data ? new(200, "application/octet-stream", Convert.FromBase64String(data)) : Refused(404, "Not Found"),
            var inner => tree.Find(instance, inner) is { } text ? Text(text) : Refused(404, "Not Found"),
        };
    }

    private static string? Header(IReadOnlyDictionary<string, string> headers, string name) =>
        headers.FirstOrDefault(pair => string.Equals(pair.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    private static MetadataReply Text(string text) => new(200, "text/plain", Encoding.UTF8.GetBytes(text));

    private static MetadataReply Refused(int status, string reason) => new(status, "text/html", Encoding.UTF8.GetBytes($"""
        <?xml version="1.0" encoding="iso-8859-1"?>
        <html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
         <head><title>{status} - {reason}</title></head>
         <body><h1>{status} - {reason}</h1></body>
        </html>

        """));

    // Every version answers the same here: the tree only ever grew.
    [GeneratedRegex(@"^(latest|1\.0|20[0-9]{2}-[01][0-9]-[0-3][0-9])$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Version();
}
