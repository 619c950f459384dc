using System.Collections.Concurrent;
using System.Text;
using Baton.Cloud.Network;

namespace Baton.EndToEnd.Tests.Network;

/// <summary>Answers what the first boot of a stock image asks for.</summary>
internal sealed class FixedMetadata(string publicKey) : IMetadataService
{
    public ConcurrentQueue<(string InterfaceId, string Path)> Asked { get; } = new();

    /// <summary>Answers beside those of every test, by path.</summary>
    public Dictionary<string, string> More { get; } = [];

    public MetadataReply Answer(string interfaceId, string method, string path, IReadOnlyDictionary<string, string> headers)
    {
        Asked.Enqueue((interfaceId, path));
        var text = path switch
        {
            "/latest/api/token" => "token",
            "/latest/meta-data/local-hostname" => $"{interfaceId}.ec2.internal",
            "/latest/meta-data/public-keys/" => "0=test",
            "/latest/meta-data/public-keys/0/openssh-key" => publicKey,
            "/latest/meta-data/network/interface" => interfaceId,
            _ => More.GetValueOrDefault(path),
        };
        return text is null ? new MetadataReply(404, "text/plain", []) : new MetadataReply(200, "text/plain", Encoding.UTF8.GetBytes(text));
    }
}
