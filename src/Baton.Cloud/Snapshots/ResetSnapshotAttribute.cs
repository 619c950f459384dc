using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Snapshots;

internal sealed class ResetSnapshotAttribute(CloudContext cloud) : PermissionReset<ResetSnapshotAttributeRequest>("createVolumePermission")
{
    protected override string? AttributeOf(ResetSnapshotAttributeRequest request) => request.Attribute;

    protected override void CheckOwn(ResetSnapshotAttributeRequest request) => SnapshotBook.FindOwn(request.SnapshotId, cloud);

    protected override void Reset(ResetSnapshotAttributeRequest request) => cloud.State.Snapshots.Put(SnapshotBook.FindOwn(request.SnapshotId, cloud) with { Public = false, SharedWith = [] });
}
