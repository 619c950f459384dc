using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Tags;

internal sealed class DescribeTags(CloudContext cloud) : TypedAction<DescribeTagsRequest, DescribeTagsResult>
{
    private static readonly FilterSet<TagDescription> Filters = new(
        tag => new Dictionary<string, string> { [tag.Key!] = tag.Value! },
        new Dictionary<string, Func<TagDescription, IEnumerable<string?>>>
        {
            ["key"] = tag => Fields.One(tag.Key),
            ["resource-id"] = tag => Fields.One(tag.ResourceId),
            ["resource-type"] = tag => Fields.One(tag.ResourceType),
            ["value"] = tag => Fields.One(tag.Value),
        });

    protected override Task<DescribeTagsResult> HandleAsync(DescribeTagsRequest request, CancellationToken cancellationToken)
    {
        // Those of load balancers go by ARNs, and are not EC2's.
        var all = cloud.State.TagsOf.All.Where(tags => !tags.ResourceId.StartsWith("arn:", StringComparison.Ordinal)).SelectMany(tags => tags.Tags.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new TagDescription
        {
            ResourceId = tags.ResourceId, ResourceType = Tagging.TypeOf(tags.ResourceId), Key = pair.Key, Value = pair.Value,
        }));
        var page = Page<TagDescription>.Of(Filters.Apply(all, request.Filters), request.MaxResults, request.NextToken);
        return Task.FromResult(new DescribeTagsResult { Tags = page.Items, NextToken = page.NextToken });
    }
}
