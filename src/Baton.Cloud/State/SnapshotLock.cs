namespace Baton.Cloud.State;

/// <summary>A lock, which keeps a snapshot from being deleted.</summary>
public sealed record SnapshotLock(string Mode, DateTimeOffset CreatedOn, DateTimeOffset ExpiresOn)
{
    /// <summary>In hours; until then a compliance lock can be taken back.</summary>
    public int? CoolOffPeriod { get; init; }
}
