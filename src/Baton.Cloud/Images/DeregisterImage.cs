using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Images;

internal sealed class DeregisterImage(CloudContext cloud) : TypedAction<DeregisterImageRequest, EmptyResponse>
{
    protected override void Check(DeregisterImageRequest request) => ImageView.FindOwn(request.ImageId, cloud);

    protected override Task<EmptyResponse> HandleAsync(DeregisterImageRequest request, CancellationToken cancellationToken)
    {
        cloud.State.Images.Remove(request.ImageId!);
        cloud.State.TagsOf.Remove(request.ImageId!);
        return Task.FromResult(new EmptyResponse());
    }
}
