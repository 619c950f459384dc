using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Snapshots;

internal sealed class CreateSnapshot(CloudContext cloud, SnapshotTaker snapshots) : TypedAction<CreateSnapshotRequest, Snapshot>
{
    public override string? Missing => "Outposts and local zones; complete at once";

    protected override void Check(CreateSnapshotRequest request)
    {
        Ids.Find([request.VolumeId!], "vol", "Volume", cloud.State.Volumes.Find);
        request.TagSpecifications.Check("snapshot");
    }

    protected override async Task<Snapshot> HandleAsync(CreateSnapshotRequest request, CancellationToken cancellationToken)
    {
        var volume = cloud.State.Volumes.Find(request.VolumeId)!;
        var tags = request.TagSpecifications.For("snapshot");
        var taken = await snapshots.TakeAsync([(Ids.New("snap"), volume)], request.Description ?? "", _ => tags, cancellationToken);
        // What was just begun is pending in its own answer, as on AWS; the next look finds it complete.
        return SnapshotView.Show(taken[0], cloud) with { State = "pending", Progress = "" };
    }
}
