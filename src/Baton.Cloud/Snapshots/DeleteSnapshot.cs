using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.RecycleBin;
using Baton.Cloud.Server;

namespace Baton.Cloud.Snapshots;

internal sealed class DeleteSnapshot(CloudContext cloud) : TypedAction<DeleteSnapshotRequest, EmptyResponse>
{
    protected override void Check(DeleteSnapshotRequest request)
    {
        var snapshot = SnapshotBook.FindOwn(request.SnapshotId, cloud);
        if (SnapshotBook.LockState(snapshot, cloud) is { } held and not "expired")
        {
            throw new AwsException("OperationNotPermitted", $"The snapshot '{snapshot.SnapshotId}' is locked ({held}) and cannot be deleted.");
        }

        if (cloud.State.Images.All.FirstOrDefault(image => image.Devices.Any(device => device.SnapshotId == snapshot.SnapshotId)) is { } image)
        {
            throw new AwsException("InvalidSnapshot.InUse", $"The snapshot {snapshot.SnapshotId} is currently in use by {image.ImageId}");
        }
    }

    protected override async Task<EmptyResponse> HandleAsync(DeleteSnapshotRequest request, CancellationToken cancellationToken)
    {
        var snapshot = SnapshotBook.FindOwn(request.SnapshotId, cloud);
        if (!snapshot.Pending && Bin.Takes(cloud, snapshot))
        {
            cloud.State.Snapshots.Remove(snapshot.SnapshotId);
            return new();
        }

        cloud.Places.Drafts.Delete(request.SnapshotId!);
        await cloud.Storage.DeleteSnapshotAsync(request.SnapshotId!, cancellationToken);
        cloud.State.Snapshots.Remove(request.SnapshotId!);
        cloud.State.TagsOf.Remove(request.SnapshotId!);
        return new();
    }
}
