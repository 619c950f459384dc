using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Images;

internal sealed class EnableImageDeregistrationProtection(CloudContext cloud) : TypedAction<EnableImageDeregistrationProtectionRequest, EnableImageDeregistrationProtectionResult>
{
    protected override void Check(EnableImageDeregistrationProtectionRequest request) => ImageView.FindOwn(request.ImageId, cloud);

    protected override Task<EnableImageDeregistrationProtectionResult> HandleAsync(EnableImageDeregistrationProtectionRequest request, CancellationToken cancellationToken)
    {
        var image = ImageView.FindOwn(request.ImageId, cloud);
        cloud.State.Images.Put(image with { Protection = request.WithCooldown == true ? "enabled-with-cooldown" : "enabled", ProtectedUntil = null });
        return Task.FromResult(new EnableImageDeregistrationProtectionResult { Return = "true" });
    }
}
