namespace Baton.Cloud.Network;

/// <summary>Answers 169.254.169.254 for one interface. The switch names the interface by the socket that the frame came in on: the guest cannot lie about it.</summary>
public interface IMetadataService
{
    /// <summary>Serves one HTTP exchange. Headers are case-insensitive. Both versions of the protocol (tokens included) are the service's business.</summary>
    MetadataReply Answer(string interfaceId, string method, string path, IReadOnlyDictionary<string, string> headers);
}
