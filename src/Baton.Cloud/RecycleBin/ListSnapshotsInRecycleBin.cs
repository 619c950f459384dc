using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.RecycleBin;

internal sealed class ListSnapshotsInRecycleBin(CloudContext cloud) : TypedAction<ListSnapshotsInRecycleBinRequest, ListSnapshotsInRecycleBinResult>
{
    protected override async Task<ListSnapshotsInRecycleBinResult> HandleAsync(ListSnapshotsInRecycleBinRequest request, CancellationToken cancellationToken)
    {
        var kept = (await Bin.ContentAsync(cloud, cancellationToken)).Where(one => one.Snapshot is not null).ToList();
        var asked = request.SnapshotIds is [] ? kept : Ids.Find(request.SnapshotIds, "snap", "Snapshot", id => kept.Find(one => one.ResourceId == id));
        var page = Page<BinnedRecord>.Of(asked, request.MaxResults, request.NextToken);
        return new() { Snapshots = [.. page.Items.Select(Show)], NextToken = page.NextToken };
    }

    private static SnapshotRecycleBinInfo Show(BinnedRecord kept) => new()
    {
        SnapshotId = kept.ResourceId, RecycleBinEnterTime = kept.EnteredAt, RecycleBinExitTime = kept.LeavesAt, Description = kept.Snapshot!.Description, VolumeId = kept.Snapshot.VolumeId,
    };
}
