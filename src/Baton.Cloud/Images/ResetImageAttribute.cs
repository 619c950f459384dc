using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Images;

internal sealed class ResetImageAttribute(CloudContext cloud) : TypedAction<ResetImageAttributeRequest, EmptyResponse>
{
    protected override void Check(ResetImageAttributeRequest request)
    {
        ImageView.FindOwn(request.ImageId, cloud);
        if (request.Attribute != "launchPermission")
        {
            throw Ec2Errors.InvalidValue($"Value ({request.Attribute}) for parameter attribute is invalid. Only launchPermission can be reset.");
        }
    }

    protected override Task<EmptyResponse> HandleAsync(ResetImageAttributeRequest request, CancellationToken cancellationToken)
    {
        cloud.State.Images.Put(ImageView.FindOwn(request.ImageId, cloud) with { Public = false, LaunchAccounts = [] });
        return Task.FromResult(new EmptyResponse());
    }
}
