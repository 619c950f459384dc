namespace Baton.Cloud.State;

/// <summary>The last task that stored an image in a bucket.</summary>
public sealed record StoreTaskRecord
{
    public required string ImageId { get; init; }

    public required string Bucket { get; init; }

    public required string ObjectKey { get; init; }

    public required DateTimeOffset StartTime { get; init; }

    public int Progress { get; init; }

    /// <summary>InProgress, Completed or Failed.</summary>
    public string State { get; set; } = "InProgress";

    public string? FailureReason { get; init; }
}
