using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Snapshots;

/// <summary>Volumes from snapshots are ready at once here, so nothing is ever enabled.</summary>
internal sealed class DescribeFastSnapshotRestores : TypedAction<DescribeFastSnapshotRestoresRequest, DescribeFastSnapshotRestoresResult>
{
    public override string? Missing => "always empty: volumes are ready at once";

    protected override Task<DescribeFastSnapshotRestoresResult> HandleAsync(DescribeFastSnapshotRestoresRequest request, CancellationToken cancellationToken) => Task.FromResult(new DescribeFastSnapshotRestoresResult());
}
