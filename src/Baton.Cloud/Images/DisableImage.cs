using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Images;

internal sealed class DisableImage(CloudContext cloud) : TypedAction<DisableImageRequest, DisableImageResult>
{
    protected override void Check(DisableImageRequest request)
    {
        var image = ImageView.FindOwn(request.ImageId, cloud);
        if (image.State is not ("available" or "disabled"))
        {
            throw Ec2Errors.IncorrectState($"The image '{image.ImageId}' cannot be disabled: it is {image.State}.");
        }
    }

    protected override Task<DisableImageResult> HandleAsync(DisableImageRequest request, CancellationToken cancellationToken)
    {
        var image = ImageView.FindOwn(request.ImageId, cloud);
        cloud.State.Images.Put(image with { State = "disabled", Public = false, LaunchAccounts = [] });
        return Task.FromResult(new DisableImageResult { Return = true });
    }
}
