using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Snapshots;

internal sealed class UnlockSnapshot(CloudContext cloud) : TypedAction<UnlockSnapshotRequest, UnlockSnapshotResult>
{
    protected override void Check(UnlockSnapshotRequest request)
    {
        switch (SnapshotBook.LockState(SnapshotBook.FindOwn(request.SnapshotId, cloud), cloud))
        {
            case null:
                throw Ec2Errors.IncorrectState($"The snapshot '{request.SnapshotId}' is not locked.");
            case "compliance":
                throw new AwsException("OperationNotPermitted", $"The snapshot '{request.SnapshotId}' is locked in compliance mode and its cooling-off period is over.");
            default:
                break;
        }
    }

    protected override Task<UnlockSnapshotResult> HandleAsync(UnlockSnapshotRequest request, CancellationToken cancellationToken)
    {
        cloud.State.Snapshots.Put(SnapshotBook.FindOwn(request.SnapshotId, cloud) with { Lock = null });
        return Task.FromResult(new UnlockSnapshotResult { SnapshotId = request.SnapshotId });
    }
}
