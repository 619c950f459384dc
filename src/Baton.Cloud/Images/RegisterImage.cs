using Baton.Aws.Ec2;
using Baton.Cloud.Instances;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Images;

internal sealed class RegisterImage(CloudContext cloud) : TypedAction<RegisterImageRequest, RegisterImageResult>
{
    public override string? Missing => "paravirtual, i386, instance store, UEFI variables";

    protected override void Check(RegisterImageRequest request)
    {
        ImageView.CheckName(request.Name, cloud);
        if (request.ImageLocation is not null)
        {
            throw Ec2Errors.Unsupported("The local cloud has no images with an instance store.");
        }

        request.TagSpecifications.Check("image");
        DevicesOf(request);
        var architecture = request.Architecture ?? "i386";
        if (architecture is not ("x86_64" or "arm64"))
        {
            throw Ec2Errors.InvalidValue($"The local cloud runs images of the architectures x86_64 and arm64, not '{architecture}'; AWS's default is i386, so name the architecture.");
        }

        if ((request.VirtualizationType ?? "paravirtual") != "hvm")
        {
            throw Ec2Errors.InvalidValue("The local cloud runs images of the virtualization type hvm; AWS's default is paravirtual, so name the type.");
        }

        if (request.TpmSupport is not null && request.BootMode != "uefi")
        {
            throw Ec2Errors.InvalidCombination("TpmSupport needs the boot mode uefi.");
        }
    }

    protected override Task<RegisterImageResult> HandleAsync(RegisterImageRequest request, CancellationToken cancellationToken)
    {
        var id = Ids.New("ami");
        cloud.State.SetTags(id, request.TagSpecifications.For("image"));
        cloud.State.Images.Put(new()
        {
            ImageId = id,
            Name = request.Name!,
            Description = request.Description ?? "",
            Architecture = request.Architecture!,
            RootDeviceName = request.RootDeviceName!,
            Devices = DevicesOf(request),
            OwnerId = cloud.Options.AccountId,
            CreationDate = cloud.Now,
            EnaSupport = request.EnaSupport ?? false,
            SriovNetSupport = request.SriovNetSupport,
            BootMode = request.BootMode,
            TpmSupport = request.TpmSupport,
            ImdsSupport = request.ImdsSupport,
        });
        return Task.FromResult(new RegisterImageResult { ImageId = id });
    }

    private List<ImageDevice> DevicesOf(RegisterImageRequest request)
    {
        var root = request.RootDeviceName ?? throw Ec2Errors.Missing("rootDeviceName");
        var devices = new List<ImageDevice>();
        foreach (var mapping in request.BlockDeviceMappings.Where(mapping => mapping.Ebs is not null))
        {
            var device = BlockDevices.Merge(null, mapping.DeviceName ?? throw Ec2Errors.Missing("BlockDeviceMapping.DeviceName"), mapping.Ebs!, cloud);
            if (devices.Exists(other => other.DeviceName == device.DeviceName))
            {
                throw new Baton.Aws.Wire.AwsException("InvalidBlockDeviceMapping", $"The device '{device.DeviceName}' is used in more than one block-device mapping");
            }

            devices.Add(device);
        }

        return devices.Exists(device => device.DeviceName == root && device.SnapshotId is not null)
            ? devices
            : throw new Baton.Aws.Wire.AwsException("InvalidBlockDeviceMapping", $"No snapshot is mapped to the root device '{root}'");
    }
}
