using Baton.Aws.Ec2;
using Baton.Cloud.Places;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Images;

internal sealed class DescribeImages(CloudContext cloud) : TypedAction<DescribeImagesRequest, DescribeImagesResult>
{
    private static readonly FilterSet<Image> Filters = new(
        image => Fields.Tags(image.Tags),
        new Dictionary<string, Func<Image, IEnumerable<string?>>>
        {
            ["architecture"] = image => Fields.One(image.Architecture),
            ["block-device-mapping.delete-on-termination"] = image => image.BlockDeviceMappings.SelectMany(device => Fields.One(device.Ebs?.DeleteOnTermination == true)),
            ["block-device-mapping.device-name"] = image => image.BlockDeviceMappings.Select(device => device.DeviceName),
            ["block-device-mapping.encrypted"] = image => image.BlockDeviceMappings.SelectMany(device => Fields.One(device.Ebs?.Encrypted == true)),
            ["block-device-mapping.snapshot-id"] = image => image.BlockDeviceMappings.Select(device => device.Ebs?.SnapshotId),
            ["block-device-mapping.volume-size"] = image => image.BlockDeviceMappings.SelectMany(device => Fields.One(device.Ebs?.VolumeSize)),
            ["block-device-mapping.volume-type"] = image => image.BlockDeviceMappings.Select(device => device.Ebs?.VolumeType),
            ["creation-date"] = image => Fields.One(image.CreationDate),
            ["description"] = image => Fields.One(image.Description),
            ["ena-support"] = image => Fields.One(image.EnaSupport == true),
            ["hypervisor"] = image => Fields.One(image.Hypervisor),
            ["image-id"] = image => Fields.One(image.ImageId),
            ["image-type"] = image => Fields.One(image.ImageType),
            ["is-public"] = image => Fields.One(image.Public == true),
            ["manifest-location"] = image => Fields.One(image.ImageLocation),
            ["name"] = image => Fields.One(image.Name),
            ["owner-alias"] = image => Fields.One(image.ImageOwnerAlias),
            ["owner-id"] = image => Fields.One(image.OwnerId),
            ["platform"] = image => Fields.One(image.Platform),
            ["root-device-name"] = image => Fields.One(image.RootDeviceName),
            ["root-device-type"] = image => Fields.One(image.RootDeviceType),
            ["state"] = image => Fields.One(image.State),
            ["sriov-net-support"] = image => Fields.One(image.SriovNetSupport),
            ["source-image-id"] = image => Fields.One(image.SourceImageId),
            ["source-image-region"] = image => Fields.One(image.SourceImageRegion),
            ["source-instance-id"] = image => Fields.One(image.SourceInstanceId),
            ["kernel-id"] = image => Fields.One(image.KernelId),
            ["ramdisk-id"] = image => Fields.One(image.RamdiskId),
            ["state-reason-code"] = image => Fields.One(image.StateReason?.Code),
            ["state-reason-message"] = image => Fields.One(image.StateReason?.Message),
            ["virtualization-type"] = image => Fields.One(image.VirtualizationType),
        })
    {
        Absent = new HashSet<string>
        {
            "free-tier-eligible", "image-allowed", "product-code", "product-code.type",
        },
    };

    protected override Task<DescribeImagesResult> HandleAsync(DescribeImagesRequest request, CancellationToken cancellationToken)
    {
        var images = request.ImageIds is [] ? cloud.VisibleImages() : request.ImageIds.SelectMany(Find);
        if (request.Owners.Count > 0)
        {
            images = images.Where(image => request.Owners.Any(owner => IsOwner(image, owner)));
        }

        if (request.ExecutableUsers.Count > 0)
        {
            images = images.Where(image => request.ExecutableUsers.Any(user =>
                user == "all" ? image.Public : image.LaunchAccounts.Contains(user == "self" ? cloud.Options.AccountId : user)));
        }

        // Deprecated ones are left out for all but their owner; whoever names an image gets it.
        images = images.Where(image => request.ImageIds.Count > 0 || image.OwnerId == cloud.Options.AccountId || request.IncludeDeprecated == true || !(image.DeprecationTime < cloud.Now));
        images = images.Where(image => image.State != "disabled" || request.IncludeDisabled == true);
        var shown = Filters.Apply(images.Select(image => ImageView.Show(image, cloud)), request.Filters);
        var page = Page<Image>.Of(shown, request.MaxResults, request.NextToken, least: 1);
        return Task.FromResult(new DescribeImagesResult { Images = page.Items, NextToken = page.NextToken });
    }

    private IEnumerable<ImageRecord> Find(string id) =>
        cloud.VisibleImage(Ids.Check(id, "ami", "AMIID")) is { } image ? [image]
        : DeregisterImage.IsRemembered(id, cloud) ? []
        : throw new Baton.Aws.Wire.AwsException("InvalidAMIID.NotFound", $"The image id '[{id}]' does not exist");

    private bool IsOwner(ImageRecord image, string owner) => owner switch
    {
        "self" => image.OwnerId == cloud.Options.AccountId,
        "amazon" => image.Stock,
        _ => image.OwnerId == owner,
    };
}
