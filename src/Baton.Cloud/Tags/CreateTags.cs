using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Tags;

internal sealed class CreateTags(CloudContext cloud) : TypedAction<CreateTagsRequest, EmptyResponse>
{
    protected override void Check(CreateTagsRequest request)
    {
        var tags = Tagging.Checked(request.Tags);
        foreach (var id in request.Resources)
        {
            cloud.State.CheckExists(id);
        }
    }

    protected override Task<EmptyResponse> HandleAsync(CreateTagsRequest request, CancellationToken cancellationToken)
    {
        var tags = Tagging.Checked(request.Tags);
        foreach (var id in request.Resources)
        {
            cloud.State.SetTags(id, tags);
        }

        return Task.FromResult(new EmptyResponse());
    }
}
