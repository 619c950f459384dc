namespace Baton.Cloud.State;

/// <summary>A snapshot or an image that was deleted, and can be had back for a while. Its tags and its data stay where they were.</summary>
public sealed record BinnedRecord(string ResourceId, DateTimeOffset EnteredAt, DateTimeOffset LeavesAt)
{
    public SnapshotRecord? Snapshot { get; init; }

    public ImageRecord? Image { get; init; }
}
