using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Snapshots;

internal sealed class DescribeLockedSnapshots(CloudContext cloud) : TypedAction<DescribeLockedSnapshotsRequest, DescribeLockedSnapshotsResult>
{
    private static readonly FilterSet<LockedSnapshotsInfo> Filters = new(_ => new Dictionary<string, string>(), new Dictionary<string, Func<LockedSnapshotsInfo, IEnumerable<string?>>>
    {
        ["lock-state"] = snapshot => Fields.One(snapshot.LockState),
    });

    public static LockedSnapshotsInfo Show(SnapshotRecord snapshot, CloudContext cloud)
    {
        var held = snapshot.Lock!;
        return new()
        {
            SnapshotId = snapshot.SnapshotId, OwnerId = snapshot.OwnerId, LockState = SnapshotBook.LockState(snapshot, cloud), LockDuration = (int)Math.Ceiling((held.ExpiresOn - held.CreatedOn).TotalDays),
            CoolOffPeriod = held.CoolOffPeriod, CoolOffPeriodExpiresOn = held.CoolOffPeriod is { } hours ? held.CreatedOn.AddHours(hours) : null, LockCreatedOn = held.CreatedOn,
            LockDurationStartTime = held.CreatedOn, LockExpiresOn = held.ExpiresOn,
        };
    }

    protected override Task<DescribeLockedSnapshotsResult> HandleAsync(DescribeLockedSnapshotsRequest request, CancellationToken cancellationToken)
    {
        var records = request.SnapshotIds is [] ? cloud.State.Snapshots.All : Ids.Find(request.SnapshotIds, "snap", "Snapshot", cloud.State.Snapshots.Find);
        var page = Page<LockedSnapshotsInfo>.Of(Filters.Apply(records.Where(snapshot => snapshot.Lock is not null).Select(snapshot => Show(snapshot, cloud)), request.Filters), request.MaxResults, request.NextToken);
        return Task.FromResult(new DescribeLockedSnapshotsResult { Snapshots = page.Items, NextToken = page.NextToken });
    }
}
