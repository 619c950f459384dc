using Baton.Aws.Route53;
using Baton.Cloud.Server;

namespace Baton.Cloud.Route53;

internal sealed class ListTagsForResource(ZoneBook zones) : RestAction<ListTagsForResourceRequest, ListTagsForResourceResponse>
{
    protected override Task<ListTagsForResourceResponse> HandleAsync(ListTagsForResourceRequest request, CancellationToken cancellationToken)
    {
        var zone = ZoneTags.ZoneOf(zones, request.ResourceType, request.ResourceId);
        return Task.FromResult(new ListTagsForResourceResponse
        {
            ResourceTagSet = new()
            {
                ResourceType = request.ResourceType,
                ResourceId = zone.ZoneId,
                Tags = [.. zone.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => new Tag { Key = tag.Key, Value = tag.Value })],
            },
        });
    }
}
