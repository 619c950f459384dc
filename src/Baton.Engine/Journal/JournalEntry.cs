using Baton.Engine.Steps;

namespace Baton.Engine.Journal;

/// <summary>One line of the journal: what happened to which step, when, with the step's output (JSON) or the reason of a failure.</summary>
public sealed record JournalEntry
{
    public required long Sequence { get; init; }

    public required string RunId { get; init; }

    public required string Step { get; init; }

    public required StepEvent Event { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? Output { get; init; }

    public string? Error { get; init; }
}
