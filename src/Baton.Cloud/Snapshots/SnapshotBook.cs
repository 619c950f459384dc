using Baton.Aws.Wire;
using Baton.Cloud.Places;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Snapshots;

/// <summary>Finds snapshots and says what may be done with them.</summary>
internal static class SnapshotBook
{
    /// <summary>A snapshot of the caller's, or AWS's error.</summary>
    public static SnapshotRecord FindOwn(string? id, CloudContext cloud)
    {
        var snapshot = Ids.Find([id ?? throw Ec2Errors.Missing("SnapshotId")], "snap", "Snapshot", cloud.VisibleSnapshot)[0];
        return snapshot.OwnerId == cloud.Options.AccountId
            ? snapshot
            : throw new AwsException("UnauthorizedOperation", "You are not authorized to perform this operation.", System.Net.HttpStatusCode.Forbidden);
    }

    /// <summary>The snapshot itself; throws AWS's error while it is being written.</summary>
    public static SnapshotRecord Usable(SnapshotRecord snapshot) =>
        snapshot.Pending ? throw Ec2Errors.IncorrectState($"The snapshot '{snapshot.SnapshotId}' is not completed.") : snapshot;

    /// <summary>"governance", "compliance-cooloff", "compliance" or "expired"; null without a lock.</summary>
    public static string? LockState(SnapshotRecord snapshot, CloudContext cloud) => snapshot.Lock switch
    {
        null => null,
        var held when held.ExpiresOn <= cloud.Now => "expired",
        { Mode: "governance" } => "governance",
        { CoolOffPeriod: { } hours } held when cloud.Now < held.CreatedOn.AddHours(hours) => "compliance-cooloff",
        _ => "compliance",
    };
}
