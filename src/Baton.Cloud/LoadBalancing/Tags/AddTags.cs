using Baton.Aws.Elb;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.LoadBalancing.Tags;

internal sealed class AddTags(CloudContext cloud) : TypedAction<AddTagsInput, AddTagsOutput>
{
    protected override Task<AddTagsOutput> HandleAsync(AddTagsInput request, CancellationToken cancellationToken)
    {
        var tags = ElbTags.Check(request.Tags);
        foreach (var arn in request.ResourceArns.Select(arn => ElbTags.CheckExists(cloud.State, arn)).ToList())
        {
            try
            {
                cloud.State.SetTags(arn, tags);
            }
            catch (AwsException full) when (full.Code == "TagLimitExceeded")
            {
                throw new AwsException("TooManyTags", full.Message);
            }
        }

        return Task.FromResult(new AddTagsOutput());
    }
}
