using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Snapshots;

internal sealed class ResetSnapshotAttribute(CloudContext cloud) : TypedAction<ResetSnapshotAttributeRequest, EmptyResponse>
{
    protected override void Check(ResetSnapshotAttributeRequest request)
    {
        SnapshotBook.FindOwn(request.SnapshotId, cloud);
        if (request.Attribute != "createVolumePermission")
        {
            throw Ec2Errors.InvalidValue($"Value ({request.Attribute}) for parameter attribute is invalid. Only createVolumePermission can be reset.");
        }
    }

    protected override Task<EmptyResponse> HandleAsync(ResetSnapshotAttributeRequest request, CancellationToken cancellationToken)
    {
        cloud.State.Snapshots.Put(SnapshotBook.FindOwn(request.SnapshotId, cloud) with { Public = false, SharedWith = [] });
        return Task.FromResult(new EmptyResponse());
    }
}
