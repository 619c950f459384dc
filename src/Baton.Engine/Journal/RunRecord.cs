namespace Baton.Engine.Journal;

/// <summary>One operation as the journal knows it.</summary>
public sealed record RunRecord
{
    public required string Id { get; init; }

    public required string Kind { get; init; }

    public required string Subject { get; init; }

    /// <summary>JSON: what the plan is rebuilt from in another process. Holds no secret.</summary>
    public required string Arguments { get; init; }

    public required string LeaseOn { get; init; }

    public required RunStatus Status { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }
}
