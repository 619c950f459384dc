using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.RecycleBin;

internal sealed class RestoreImageFromRecycleBin(CloudContext cloud) : TypedAction<RestoreImageFromRecycleBinRequest, RestoreImageFromRecycleBinResult>
{
    protected override async Task<RestoreImageFromRecycleBinResult> HandleAsync(RestoreImageFromRecycleBinRequest request, CancellationToken cancellationToken)
    {
        var kept = (await Bin.ContentAsync(cloud, cancellationToken)).Where(one => one.Image is not null).ToList();
        var image = Ids.Find([request.ImageId!], "ami", "AMIID", id => kept.Find(one => one.ResourceId == id)?.Image)[0];
        if (image.Devices.FirstOrDefault(device => device.SnapshotId is { } id && cloud.State.Snapshots.Find(id) is null) is { } device)
        {
            // As on AWS: first what it stands on, then the image.
            throw Ec2Errors.IncorrectState($"The image '{image.ImageId}' needs the snapshot '{device.SnapshotId}': restore that one first.");
        }

        cloud.State.Images.Put(image);
        cloud.State.Binned.Remove(image.ImageId);
        return new() { Return = true };
    }
}
