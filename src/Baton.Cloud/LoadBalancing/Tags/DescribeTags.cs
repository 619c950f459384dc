using Baton.Aws.Elb;
using Baton.Cloud.Server;

namespace Baton.Cloud.LoadBalancing.Tags;

internal sealed class DescribeTags(CloudContext cloud) : TypedAction<DescribeTagsInput, DescribeTagsOutput>
{
    protected override Task<DescribeTagsOutput> HandleAsync(DescribeTagsInput request, CancellationToken cancellationToken) => Task.FromResult(new DescribeTagsOutput
    {
        TagDescriptions =
        [
            .. request.ResourceArns.Select(arn => ElbTags.CheckExists(cloud.State, arn)).Select(arn => new TagDescription
            {
                ResourceArn = arn, Tags = [.. cloud.State.Tags(arn).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new Tag { Key = pair.Key, Value = pair.Value })],
            }),
        ],
    });
}
