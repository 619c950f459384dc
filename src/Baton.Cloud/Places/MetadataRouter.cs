using Baton.Cloud.Network;

namespace Baton.Cloud.Places;

/// <summary>Asks the metadata service of the place that an interface belongs to.</summary>
internal sealed class MetadataRouter(PlaceBook places) : IMetadataService
{
    public MetadataReply Answer(string interfaceId, string method, string path, IReadOnlyDictionary<string, string> headers) =>
        (places.All.FirstOrDefault(place => place.Cloud.State.Interfaces.Find(interfaceId) is not null) ?? places.Home).Metadata.Answer(interfaceId, method, path, headers);
}
