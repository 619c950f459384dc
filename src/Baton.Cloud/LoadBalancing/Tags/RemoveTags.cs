using Baton.Aws.Elb;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.Tags;

internal sealed class RemoveTags(CloudContext cloud) : TypedAction<RemoveTagsInput, RemoveTagsOutput>
{
    protected override Task<RemoveTagsOutput> HandleAsync(RemoveTagsInput request, CancellationToken cancellationToken)
    {
        foreach (var arn in request.ResourceArns.Select(arn => ElbTags.CheckExists(cloud.State, arn)).ToList())
        {
            cloud.State.TagsOf.Put(new(arn, cloud.State.Tags(arn).Where(pair => !request.TagKeys.Contains(pair.Key)).ToDictionary()));
        }

        return Task.FromResult(new RemoveTagsOutput());
    }
}
