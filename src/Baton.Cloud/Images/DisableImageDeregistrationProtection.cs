using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Images;

internal sealed class DisableImageDeregistrationProtection(CloudContext cloud) : TypedAction<DisableImageDeregistrationProtectionRequest, DisableImageDeregistrationProtectionResult>
{
    protected override void Check(DisableImageDeregistrationProtectionRequest request) => ImageView.FindOwn(request.ImageId, cloud);

    protected override Task<DisableImageDeregistrationProtectionResult> HandleAsync(DisableImageDeregistrationProtectionRequest request, CancellationToken cancellationToken)
    {
        var image = ImageView.FindOwn(request.ImageId, cloud);
        cloud.State.Images.Put(image with { Protection = null, ProtectedUntil = image.Protection == "enabled-with-cooldown" ? cloud.Now.AddDays(1) : image.ProtectedUntil });
        return Task.FromResult(new DisableImageDeregistrationProtectionResult { Return = "true" });
    }
}
