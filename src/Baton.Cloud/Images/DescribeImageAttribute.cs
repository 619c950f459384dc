using Baton.Aws.Ec2;
using Baton.Cloud.Instances;
using Baton.Cloud.Server;

namespace Baton.Cloud.Images;

internal sealed class DescribeImageAttribute(CloudContext cloud) : TypedAction<DescribeImageAttributeRequest, ImageAttribute>
{
    protected override Task<ImageAttribute> HandleAsync(DescribeImageAttributeRequest request, CancellationToken cancellationToken)
    {
        var image = ImageView.FindOwn(request.ImageId, cloud);
        var answer = new ImageAttribute { ImageId = image.ImageId };
        return Task.FromResult(request.Attribute switch
        {
            "description" => answer with { Description = new() { Value = image.Description } },
            "launchPermission" => answer with
            {
                LaunchPermissions = [.. image.Public ? [new LaunchPermission { Group = "all" }] : Array.Empty<LaunchPermission>(), .. image.LaunchAccounts.Select(account => new LaunchPermission { UserId = account })],
            },
            "blockDeviceMapping" => answer with { BlockDeviceMappings = [.. image.Devices.Select(BlockDevices.Show)] },
            "bootMode" => answer with { BootMode = new() { Value = image.BootMode } },
            "tpmSupport" => answer with { TpmSupport = new() { Value = image.TpmSupport } },
            "imdsSupport" => answer with { ImdsSupport = new() { Value = image.ImdsSupport } },
            "sriovNetSupport" => answer with { SriovNetSupport = new() { Value = image.SriovNetSupport } },
            "lastLaunchedTime" => answer with { LastLaunchedTime = new() { Value = Fields.One(image.LastLaunchedTime).Single() } },
            "deregistrationProtection" => answer,
            "kernel" or "ramdisk" or "productCodes" or "uefiData" => answer,
            var other => throw Ec2Errors.InvalidValue($"Value ({other}) for parameter attribute is invalid. Unknown attribute."),
        });
    }
}
