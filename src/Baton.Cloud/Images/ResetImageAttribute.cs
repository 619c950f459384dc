using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Images;

internal sealed class ResetImageAttribute(CloudContext cloud) : PermissionReset<ResetImageAttributeRequest>("launchPermission")
{
    protected override string? AttributeOf(ResetImageAttributeRequest request) => request.Attribute;

    protected override void CheckOwn(ResetImageAttributeRequest request) => ImageView.FindOwn(request.ImageId, cloud);

    protected override void Reset(ResetImageAttributeRequest request) => cloud.State.Images.Put(ImageView.FindOwn(request.ImageId, cloud) with { Public = false, LaunchAccounts = [] });
}
