using Baton.Engine.Steps;

namespace Baton.Engine.Journal;

/// <summary>A step as its entries add up to.</summary>
public sealed record StepRecord
{
    public required string Step { get; init; }

    public StepStatus Status { get; init; }

    /// <summary>The last output known, also when the step was undone since: what undoing later steps may need to know.</summary>
    public string? Output { get; init; }

    public string? Error { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>One record per step that the journal knows, by name.</summary>
    public static IReadOnlyDictionary<string, StepRecord> From(IEnumerable<JournalEntry> entries)
    {
        var records = new Dictionary<string, StepRecord>();
        foreach (var entry in entries)
        {
            var record = records.GetValueOrDefault(entry.Step) ?? new StepRecord { Step = entry.Step };
            records[entry.Step] = record.With(entry);
        }

        return records;
    }

    private StepRecord With(JournalEntry entry) => this with
    {
        Status = Status.After(entry.Event),
        Output = entry.Output ?? Output,
        Error = entry.Error,
        StartedAt = entry.Event is StepEvent.Started or StepEvent.UndoStarted ? entry.At : StartedAt,
        EndedAt = entry.Event is StepEvent.Started or StepEvent.UndoStarted ? null : entry.At,
    };
}
