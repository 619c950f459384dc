using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Images;

internal sealed class EnableImageDeprecation(CloudContext cloud) : TypedAction<EnableImageDeprecationRequest, EnableImageDeprecationResult>
{
    protected override void Check(EnableImageDeprecationRequest request)
    {
        var image = ImageView.FindOwn(request.ImageId, cloud);
        if (request.DeprecateAt is not { } at || at <= cloud.Now || at > cloud.Now.AddYears(10))
        {
            throw Ec2Errors.InvalidValue($"Value ({request.DeprecateAt:O}) for parameter deprecateAt is invalid for '{image.ImageId}'. It must lie ahead, by ten years at most.");
        }
    }

    protected override Task<EnableImageDeprecationResult> HandleAsync(EnableImageDeprecationRequest request, CancellationToken cancellationToken)
    {
        var image = ImageView.FindOwn(request.ImageId, cloud);
        cloud.State.Images.Put(image with { DeprecationTime = request.DeprecateAt });
        return Task.FromResult(new EnableImageDeprecationResult { Return = true });
    }
}
