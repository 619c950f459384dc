using System.Globalization;
using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.RecycleBin;
using Baton.Cloud.Server;

namespace Baton.Cloud.Images;

internal sealed class DeregisterImage(CloudContext cloud) : TypedAction<DeregisterImageRequest, EmptyResponse>
{
    // How long a name that is gone is answered with nothing instead of an error, as on AWS.
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    /// <summary>Whether an image of this id was deregistered a short while ago, or an instance of it is still there.</summary>
    public static bool IsRemembered(string imageId, CloudContext cloud) =>
        cloud.State.Instances.All.Any(instance => instance.IsThere && instance.ImageId == imageId)
        || (cloud.State.Tokens.Find(Key(imageId)) is { } gone && cloud.Now < DateTimeOffset.Parse(gone.Asked, CultureInfo.InvariantCulture) + Remembered);

    protected override void Check(DeregisterImageRequest request)
    {
        var image = ImageView.FindOwn(request.ImageId, cloud);
        if (image.Protection is not null || image.ProtectedUntil > cloud.Now)
        {
            throw new AwsException("OperationNotPermitted", $"The image '{image.ImageId}' is protected from deregistration. Disable the protection first; one with cool-down ends 24 hours later.");
        }
    }

    protected override async Task<EmptyResponse> HandleAsync(DeregisterImageRequest request, CancellationToken cancellationToken)
    {
        var image = ImageView.FindOwn(request.ImageId, cloud);
        cloud.State.Images.Remove(image.ImageId);
        if (!Bin.Takes(cloud, image))
        {
            cloud.State.TagsOf.Remove(image.ImageId);
        }

        cloud.State.Tokens.Put(new(Key(image.ImageId), cloud.Now.ToString("O", CultureInfo.InvariantCulture), ""));
        foreach (var snapshotId in request.DeleteAssociatedSnapshots == true ? image.Devices.Select(device => device.SnapshotId).OfType<string>() : [])
        {
            if (cloud.State.Snapshots.Find(snapshotId)?.OwnerId == cloud.Options.AccountId && !cloud.State.Images.All.Any(other => other.Devices.Any(device => device.SnapshotId == snapshotId)))
            {
                await DeleteAsync(snapshotId, cancellationToken);
            }
        }

        return new();
    }

    private async Task DeleteAsync(string snapshotId, CancellationToken cancellationToken)
    {
        var isKept = Bin.Takes(cloud, cloud.State.Snapshots.Find(snapshotId)!);
        cloud.State.Snapshots.Remove(snapshotId);
        if (!isKept)
        {
            await cloud.Storage.DeleteSnapshotAsync(snapshotId, cancellationToken);
            cloud.State.TagsOf.Remove(snapshotId);
        }
    }

    private static string Key(string imageId) => $"deregistered/{imageId}";
}
