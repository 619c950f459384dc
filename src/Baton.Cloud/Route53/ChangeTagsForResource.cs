using Baton.Aws.Route53;
using Baton.Cloud.Server;

namespace Baton.Cloud.Route53;

internal sealed class ChangeTagsForResource(CloudContext cloud, ZoneBook zones) : RestAction<ChangeTagsForResourceRequest, ChangeTagsForResourceResponse>
{
    private const int MostTags = 50;

    protected override Task<ChangeTagsForResourceResponse> HandleAsync(ChangeTagsForResourceRequest request, CancellationToken cancellationToken)
    {
        var zone = ZoneTags.ZoneOf(zones, request.ResourceType, request.ResourceId);
        if (request.AddTags is [] && request.RemoveTagKeys is [])
        {
            throw Route53Errors.InvalidInput("AddTags or RemoveTagKeys must be there.");
        }

        var tags = zone.Tags.Where(tag => !request.RemoveTagKeys.Contains(tag.Key)).ToDictionary();
        foreach (var tag in request.AddTags)
        {
            tags[tag.Key is { Length: >= 1 and <= 128 } key ? key : throw Route53Errors.InvalidInput("The key of a tag has between 1 and 128 characters.")] = tag.Value ?? "";
        }

        cloud.State.HostedZones.Put(zone with { Tags = tags.Count <= MostTags ? tags : throw Route53Errors.InvalidInput($"A resource has at most {MostTags} tags.") });
        return Task.FromResult(new ChangeTagsForResourceResponse());
    }
}
