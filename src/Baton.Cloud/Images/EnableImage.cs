using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Images;

internal sealed class EnableImage(CloudContext cloud) : TypedAction<EnableImageRequest, EnableImageResult>
{
    protected override void Check(EnableImageRequest request)
    {
        var image = ImageView.FindOwn(request.ImageId, cloud);
        if (image.State != "disabled")
        {
            throw Ec2Errors.IncorrectState($"The image '{image.ImageId}' is not disabled: it is {image.State}.");
        }
    }

    protected override Task<EnableImageResult> HandleAsync(EnableImageRequest request, CancellationToken cancellationToken)
    {
        var image = ImageView.FindOwn(request.ImageId, cloud);
        cloud.State.Images.Put(image with { State = "available" });
        return Task.FromResult(new EnableImageResult { Return = true });
    }
}
