using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Places;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Snapshots;

/// <summary>From any region, or of a snapshot that another account shares; the content is shared, so it is done at once.</summary>
internal sealed class CopySnapshot(CloudContext cloud) : TypedAction<CopySnapshotRequest, CopySnapshotResult>
{
    public override string? Missing => "Outposts, time-based copies; the copy is complete at once";

    protected override void Check(CopySnapshotRequest request)
    {
        request.TagSpecifications.Check("snapshot");
        if (request.DestinationOutpostArn is not null)
        {
            throw Ec2Errors.Unsupported("The local cloud has no Outposts.");
        }

        if (request.DestinationRegion is not null && request.DestinationRegion != cloud.Options.Region)
        {
            throw Ec2Errors.InvalidValue($"A snapshot is copied to the region that the request goes to: {cloud.Options.Region}, not {request.DestinationRegion}.");
        }

        var source = Source(request);
        if (request.KmsKeyId is not null && request.Encrypted != true && !source.Encrypted)
        {
            throw new AwsException("InvalidParameterDependency", "KmsKeyId needs Encrypted.");
        }

        if (source.Error is not null || source.Pending)
        {
            throw Ec2Errors.IncorrectState($"The snapshot '{source.SnapshotId}' is not completed.");
        }
    }

    protected override async Task<CopySnapshotResult> HandleAsync(CopySnapshotRequest request, CancellationToken cancellationToken)
    {
        var (source, id) = (Source(request), Ids.New("snap"));
        cloud.State.SetTags(id, request.TagSpecifications.For("snapshot"));
        await cloud.Storage.CopySnapshotAsync(id, source.SnapshotId, cancellationToken);
        cloud.State.Snapshots.Put(new()
        {
            SnapshotId = id, VolumeId = "vol-ffffffff", SizeGiB = source.SizeGiB, StartTime = cloud.Now, OwnerId = cloud.Options.AccountId, Encrypted = source.Encrypted || request.Encrypted == true,
            KmsKeyId = request.KmsKeyId ?? source.KmsKeyId, Description = request.Description ?? $"[Copied {source.SnapshotId} from {request.SourceRegion}] {source.Description}".Trim(),
        });
        return new() { SnapshotId = id, Tags = cloud.State.TagList(id) };
    }

    private SnapshotRecord Source(CopySnapshotRequest request) =>
        Ids.Find([request.SourceSnapshotId!], "snap", "Snapshot", Images.CopyImage.RegionOf(request.SourceRegion!, cloud).VisibleSnapshot)[0];
}
