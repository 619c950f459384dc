namespace Baton.Cloud.State;

/// <summary>The last change of a volume: what it was, and what it is by now.</summary>
public sealed record ModificationRecord
{
    public required string VolumeId { get; init; }

    public required VolumeShape From { get; init; }

    public required VolumeShape To { get; init; }

    public required DateTimeOffset StartTime { get; init; }

    /// <summary>When the changes before it began, of the last day.</summary>
    public IReadOnlyList<DateTimeOffset> Earlier { get; set; } = [];
}
