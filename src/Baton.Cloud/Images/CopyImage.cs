using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Places;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Images;

/// <summary>From any region, or of an image that another account shares; the content is shared, so it is done at once.</summary>
internal sealed class CopyImage(CloudContext cloud) : TypedAction<CopyImageRequest, CopyImageResult>
{
    public override string? Missing => "Outposts, time-based copies; the copy is complete at once";

    protected override void Check(CopyImageRequest request)
    {
        ImageView.CheckName(request.Name, cloud);
        request.TagSpecifications.Check("image", "snapshot");
        if (request.DestinationOutpostArn is not null)
        {
            throw Ec2Errors.Unsupported("The local cloud has no Outposts.");
        }

        if (request.KmsKeyId is not null && request.Encrypted != true)
        {
            throw new AwsException("InvalidParameterDependency", "KmsKeyId needs Encrypted.");
        }

        Source(request);
    }

    protected override async Task<CopyImageResult> HandleAsync(CopyImageRequest request, CancellationToken cancellationToken)
    {
        var asked = string.Join('|', request.SourceImageId, request.SourceRegion, request.Name);
        if (cloud.State.Find(Name, request.ClientToken, asked) is { } known)
        {
            return new() { ImageId = known };
        }

        var (there, source) = Source(request);
        var id = Ids.New("ami");
        var tags = request.CopyImageTags == true ? there.State.Tags(source.ImageId) : new Dictionary<string, string>();
        cloud.State.SetTags(id, tags);
        cloud.State.SetTags(id, request.TagSpecifications.For("image"));
        var devices = new List<ImageDevice>();
        foreach (var device in source.Devices)
        {
            devices.Add(await CopyAsync(request, source, device, id, cancellationToken));
        }

        cloud.State.Images.Put(source with
        {
            ImageId = id, Name = request.Name!, Description = request.Description ?? source.Description, Devices = devices, OwnerId = cloud.Options.AccountId, CreationDate = cloud.Now,
            Public = false, LaunchAccounts = [], Stock = false, State = "available", DeprecationTime = null, Protection = null, SourceImageId = source.ImageId, SourceRegion = there.Options.Region,
            SourceInstanceId = null, LastLaunchedTime = null,
        });
        cloud.State.Remember(Name, request.ClientToken, asked, id);
        return new() { ImageId = id };
    }

    private (CloudContext There, ImageRecord Image) Source(CopyImageRequest request)
    {
        var there = RegionOf(request.SourceRegion!, cloud);
        var image = there.VisibleImage(Ids.Check(request.SourceImageId!, "ami", "AMIID"))
            ?? throw new AwsException("InvalidAMIID.NotFound", $"The image id '[{request.SourceImageId}]' does not exist");
        return image.State == "available" ? (there, image) : throw new AwsException("InvalidAMIID.Unavailable", $"The image ID '{image.ImageId}' is not available: it is {image.State}");
    }

    /// <summary>The same account in another region.</summary>
    public static CloudContext RegionOf(string region, CloudContext cloud) =>
        Regions.All.Contains(region) ? cloud.Places.Open(cloud.Options.AccountId, region).Cloud : throw Ec2Errors.InvalidValue($"Invalid region provided: [{region}]");

    private async Task<ImageDevice> CopyAsync(CopyImageRequest request, ImageRecord source, ImageDevice device, string imageId, CancellationToken cancellationToken)
    {
        if (device.SnapshotId is null)
        {
            return device;
        }

        var copy = Ids.New("snap");
        await cloud.Storage.CopySnapshotAsync(copy, device.SnapshotId, cancellationToken);
        cloud.State.SetTags(copy, request.TagSpecifications.For("snapshot"));
        var encrypted = device.Encrypted || request.Encrypted == true;
        cloud.State.Snapshots.Put(new()
        {
            SnapshotId = copy, VolumeId = "vol-ffffffff", SizeGiB = device.SizeGiB, StartTime = cloud.Now, OwnerId = cloud.Options.AccountId, Encrypted = encrypted, KmsKeyId = request.KmsKeyId ?? device.KmsKeyId,
            Description = $"Copied for DestinationAmi {imageId} from SourceAmi {source.ImageId} for SourceSnapshot {device.SnapshotId}.",
        });
        return device with { SnapshotId = copy, Encrypted = encrypted, KmsKeyId = request.KmsKeyId ?? device.KmsKeyId };
    }
}
