using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.RecycleBin;

internal sealed class RestoreSnapshotFromRecycleBin(CloudContext cloud) : TypedAction<RestoreSnapshotFromRecycleBinRequest, RestoreSnapshotFromRecycleBinResult>
{
    protected override async Task<RestoreSnapshotFromRecycleBinResult> HandleAsync(RestoreSnapshotFromRecycleBinRequest request, CancellationToken cancellationToken)
    {
        var kept = (await Bin.ContentAsync(cloud, cancellationToken)).Where(one => one.Snapshot is not null).ToList();
        var snapshot = Ids.Find([request.SnapshotId!], "snap", "Snapshot", id => kept.Find(one => one.ResourceId == id)?.Snapshot)[0];
        cloud.State.Snapshots.Put(snapshot);
        cloud.State.Binned.Remove(snapshot.SnapshotId);
        return new()
        {
            SnapshotId = snapshot.SnapshotId, Description = snapshot.Description, Encrypted = snapshot.Encrypted, OwnerId = snapshot.OwnerId, Progress = "100%", StartTime = snapshot.StartTime,
            State = "completed", VolumeId = snapshot.VolumeId, VolumeSize = snapshot.SizeGiB,
        };
    }
}
