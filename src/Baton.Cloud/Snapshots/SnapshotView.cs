using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Snapshots;

/// <summary>Snapshots as answers show them.</summary>
internal static class SnapshotView
{
    public static Snapshot Show(SnapshotRecord snapshot, CloudContext cloud) => new()
    {
        SnapshotId = snapshot.SnapshotId,
        VolumeId = snapshot.VolumeId,
        VolumeSize = snapshot.SizeGiB,
        Description = snapshot.Description,
        StartTime = snapshot.StartTime,
        OwnerId = snapshot.OwnerId,
        OwnerAlias = snapshot.Stock ? "amazon" : null,
        Encrypted = snapshot.Encrypted,
        KmsKeyId = snapshot.KmsKeyId,
        Progress = snapshot.Pending ? "0%" : "100%",
        State = snapshot.Pending ? "pending" : snapshot.Error is null ? "completed" : "error",
        StateMessage = snapshot.Error,
        StorageTier = "standard",
        Tags = cloud.State.TagList(snapshot.SnapshotId),
    };
}
