using Baton.Aws.Ec2;
using Baton.Cloud.Instances;
using Baton.Cloud.Places;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Images;

/// <summary>Images as answers show them.</summary>
internal static class ImageView
{
    public static Image Show(ImageRecord image, CloudContext cloud) => new()
    {
        ImageId = image.ImageId,
        Name = image.Name,
        Description = image.Description,
        Architecture = image.Architecture,
        CreationDate = Fields.One(image.CreationDate).Single(),
        ImageLocation = $"{(image.Stock ? "amazon" : image.OwnerId)}/{image.Name}",
        ImageType = "machine",
        Public = image.Public,
        OwnerId = image.OwnerId,
        ImageOwnerAlias = image.Stock ? "amazon" : null,
        PlatformDetails = "Linux/UNIX",
        UsageOperation = "RunInstances",
        State = image.State,
        StateReason = image.StateReason is null ? null : new() { Code = "Client.InternalError", Message = image.StateReason },
        BlockDeviceMappings = [.. image.Devices.Select(BlockDevices.Show)],
        EnaSupport = image.EnaSupport,
        SriovNetSupport = image.SriovNetSupport,
        Hypervisor = "xen",
        RootDeviceName = image.RootDeviceName,
        RootDeviceType = "ebs",
        Tags = cloud.State.TagList(image.ImageId),
        VirtualizationType = image.VirtualizationType,
        BootMode = image.BootMode,
        TpmSupport = image.TpmSupport,
        ImdsSupport = image.ImdsSupport,
        DeprecationTime = Fields.One(image.DeprecationTime).Single(),
        DeregistrationProtection = image.Protection ?? "disabled",
        SourceInstanceId = image.SourceInstanceId,
        SourceImageId = image.SourceImageId,
        SourceImageRegion = image.SourceRegion,
    };

    /// <summary>An image of the caller's, or AWS's error.</summary>
    public static ImageRecord FindOwn(string? id, CloudContext cloud)
    {
        var image = cloud.VisibleImage(Ids.Check(id ?? throw Ec2Errors.Missing("ImageId"), "ami", "AMIID"))
            ?? throw new Baton.Aws.Wire.AwsException("InvalidAMIID.NotFound", $"The image id '[{id}]' does not exist");
        return image.OwnerId == cloud.Options.AccountId
            ? image
            : throw new Baton.Aws.Wire.AwsException("AuthFailure", $"Not authorized for image:{id}", System.Net.HttpStatusCode.Forbidden);
    }

    /// <summary>Throws for a name that cannot be, or that another image has.</summary>
    public static void CheckName(string? name, CloudContext cloud)
    {
        if (name is null || name.Length is < 3 or > 128 || !name.All(character => char.IsAsciiLetterOrDigit(character) || "()[] ./-'@_".Contains(character)))
        {
            throw new Baton.Aws.Wire.AwsException("InvalidAMIName.Malformed", "AMI names must be between 3 and 128 characters long, and may contain letters, numbers, '(', ')', '[', ']', ' ', '.', '/', '-', ''', '@' and '_'");
        }

        if (cloud.State.Images.All.FirstOrDefault(image => image.Name == name && image.OwnerId == cloud.Options.AccountId) is { } taken)
        {
            throw new Baton.Aws.Wire.AwsException("InvalidAMIName.Duplicate", $"AMI name {name} is already in use by AMI {taken.ImageId}");
        }
    }
}
