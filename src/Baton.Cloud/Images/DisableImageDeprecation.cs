using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Images;

internal sealed class DisableImageDeprecation(CloudContext cloud) : TypedAction<DisableImageDeprecationRequest, DisableImageDeprecationResult>
{
    protected override void Check(DisableImageDeprecationRequest request) => ImageView.FindOwn(request.ImageId, cloud);

    protected override Task<DisableImageDeprecationResult> HandleAsync(DisableImageDeprecationRequest request, CancellationToken cancellationToken)
    {
        var image = ImageView.FindOwn(request.ImageId, cloud);
        cloud.State.Images.Put(image with { DeprecationTime = null });
        return Task.FromResult(new DisableImageDeprecationResult { Return = true });
    }
}
