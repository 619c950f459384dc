using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Snapshots;

internal sealed class DescribeSnapshotTierStatus(CloudContext cloud) : TypedAction<DescribeSnapshotTierStatusRequest, DescribeSnapshotTierStatusResult>
{
    private static readonly FilterSet<SnapshotTierStatus> Filters = new(status => Fields.Tags(status.Tags), new Dictionary<string, Func<SnapshotTierStatus, IEnumerable<string?>>>
    {
        ["last-tiering-operation"] = _ => [],
        ["snapshot-id"] = status => Fields.One(status.SnapshotId),
        ["volume-id"] = status => Fields.One(status.VolumeId),
    });

    protected override Task<DescribeSnapshotTierStatusResult> HandleAsync(DescribeSnapshotTierStatusRequest request, CancellationToken cancellationToken)
    {
        var shown = cloud.State.Snapshots.All.Where(snapshot => !snapshot.Stock).Select(snapshot => new SnapshotTierStatus
        {
            SnapshotId = snapshot.SnapshotId, VolumeId = snapshot.VolumeId, OwnerId = snapshot.OwnerId, Status = snapshot.Pending ? "pending" : snapshot.Error is null ? "completed" : "error", StorageTier = "standard",
            Tags = cloud.State.TagList(snapshot.SnapshotId),
        });
        var page = Page<SnapshotTierStatus>.Of(Filters.Apply(shown, request.Filters), request.MaxResults, request.NextToken);
        return Task.FromResult(new DescribeSnapshotTierStatusResult { SnapshotTierStatuses = page.Items, NextToken = page.NextToken });
    }
}
