using Baton.Aws.Ec2;
using Baton.Cloud.Places;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Snapshots;

internal sealed class DescribeSnapshots(CloudContext cloud) : TypedAction<DescribeSnapshotsRequest, DescribeSnapshotsResult>
{
    private static readonly FilterSet<Snapshot> Filters = new(
        snapshot => Fields.Tags(snapshot.Tags),
        new Dictionary<string, Func<Snapshot, IEnumerable<string?>>>
        {
            ["description"] = snapshot => Fields.One(snapshot.Description),
            ["encrypted"] = snapshot => Fields.One(snapshot.Encrypted == true),
            ["owner-alias"] = snapshot => Fields.One(snapshot.OwnerAlias),
            ["owner-id"] = snapshot => Fields.One(snapshot.OwnerId),
            ["progress"] = snapshot => Fields.One(snapshot.Progress),
            ["snapshot-id"] = snapshot => Fields.One(snapshot.SnapshotId),
            ["start-time"] = snapshot => Fields.One(snapshot.StartTime),
            ["status"] = snapshot => Fields.One(snapshot.State),
            ["storage-tier"] = snapshot => Fields.One(snapshot.StorageTier),
            ["volume-id"] = snapshot => Fields.One(snapshot.VolumeId),
            ["volume-size"] = snapshot => Fields.One(snapshot.VolumeSize),
        })
    {
        Absent = new HashSet<string>
        {
            "transfer-type",
        },
    };

    protected override Task<DescribeSnapshotsResult> HandleAsync(DescribeSnapshotsRequest request, CancellationToken cancellationToken)
    {
        IEnumerable<SnapshotRecord> records = request.SnapshotIds is []
            ? cloud.VisibleSnapshots()
            : Ids.Find(request.SnapshotIds, "snap", "Snapshot", cloud.VisibleSnapshot);
        if (request.RestorableByUserIds.Count > 0)
        {
            records = records.Where(snapshot => request.RestorableByUserIds.Any(user => user switch
            {
                "all" => snapshot.Public || snapshot.Stock,
                "self" => snapshot.OwnerId == cloud.Options.AccountId || snapshot.SharedWith.Contains(cloud.Options.AccountId),
                _ => snapshot.SharedWith.Contains(user),
            }));
        }

        if (request.OwnerIds.Count > 0)
        {
            records = records.Where(snapshot => request.OwnerIds.Any(owner => owner switch
            {
                "self" => snapshot.OwnerId == cloud.Options.AccountId,
                "amazon" => snapshot.Stock,
                _ => snapshot.OwnerId == owner,
            }));
        }

        var page = Page<Snapshot>.Of(Filters.Apply(records.Select(record => SnapshotView.Show(record, cloud)), request.Filters), request.MaxResults, request.NextToken);
        return Task.FromResult(new DescribeSnapshotsResult { Snapshots = page.Items, NextToken = page.NextToken });
    }
}
