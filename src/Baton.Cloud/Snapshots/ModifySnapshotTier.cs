using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Snapshots;

/// <summary>Refused: there is no archive.</summary>
internal sealed class ModifySnapshotTier(CloudContext cloud) : TypedAction<ModifySnapshotTierRequest, ModifySnapshotTierResult>
{
    public override string? Missing => "refused: there is no archive";

    protected override void Check(ModifySnapshotTierRequest request)
    {
        SnapshotBook.FindOwn(request.SnapshotId, cloud);
        throw Ec2Errors.Unsupported("The local cloud has no archive for snapshots.");
    }

    protected override Task<ModifySnapshotTierResult> HandleAsync(ModifySnapshotTierRequest request, CancellationToken cancellationToken) => Task.FromResult(new ModifySnapshotTierResult());
}
