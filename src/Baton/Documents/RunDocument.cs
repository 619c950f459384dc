using System.Text.Json;
using System.Text.Json.Serialization;
using Baton.Engine.Journal;
using Baton.Engine.Steps;
using Baton.Operations.Hardening;

namespace Baton.Documents;

/// <summary>A run: what every command that runs a plan answers, and what 'show' answers later.</summary>
internal sealed record RunDocument
{
    public required RunStatus Outcome { get; init; }

    public required string Run { get; init; }

    public required string Kind { get; init; }

    public required string Subject { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public double? DurationMs { get; init; }

    /// <summary>What it has brought: "imageId", "consistency".</summary>
    public IReadOnlyDictionary<string, string> Results { get; init; } = new Dictionary<string, string>();

    /// <summary>By name; by step/name where two steps measured the same.</summary>
    public IReadOnlyDictionary<string, double> Measurements { get; init; } = new Dictionary<string, double>();

    /// <summary>In the order of their first start.</summary>
    public IReadOnlyList<StepDocument> Steps { get; init; } = [];

    /// <summary>Why it did not succeed.</summary>
    public IReadOnlyList<ProblemDocument> Problems { get; init; } = [];

    /// <summary>After a failed undo: the steps that are still done, in the order in which to undo them.</summary>
    public IReadOnlyList<string> Left { get; init; } = [];

    /// <summary>Runs that followed it in the same command: after the end of a migration the first image and its verification.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public IReadOnlyList<RunDocument>? Then { get; init; }

    /// <summary>What is still worse on the server than it could be, after the end of a migration.</summary>
    public HardeningReport? Hardening { get; init; }

    /// <summary>False for a verification that was carried out and found the image wanting.</summary>
    [JsonIgnore]
    public bool IsProved => Results.GetValueOrDefault("verdict") is null or "passed";

    /// <summary>What was to follow it could not begin, for one of the problems.</summary>
    [JsonIgnore]
    public bool IsCutShort { get; init; }

    /// <summary>And all that followed it, too.</summary>
    [JsonIgnore]
    public bool IsProvedToTheEnd => IsProved && !IsCutShort && (Then ?? []).All(next => next is { Outcome: RunStatus.Succeeded, IsProvedToTheEnd: true });

    public static RunDocument From(RunJournal journal, RunRecord run)
    {
        var entries = journal.Entries(run.Id);
        return new()
        {
            Outcome = run.Status,
            Run = run.Id,
            Kind = run.Kind,
            Subject = run.Subject,
            StartedAt = run.StartedAt,
            EndedAt = run.EndedAt,
            DurationMs = (run.EndedAt - run.StartedAt)?.TotalMilliseconds,
            Results = journal.Results(run.Id).ToDictionary(result => result.Name, result => result.Value),
            Measurements = Named(journal.Measurements(run.Id)),
            Steps = [.. entries.Select(entry => entry.Step).Distinct().Select(step => Step(step, [.. entries.Where(entry => entry.Step == step)]))],
        };
    }

    private static Dictionary<string, double> Named(IReadOnlyList<Measurement> measurements)
    {
        var counts = measurements.CountBy(measurement => measurement.Name).ToDictionary();
        return measurements.ToDictionary(
            measurement => counts[measurement.Name] == 1 ? measurement.Name : $"{measurement.Step}/{measurement.Name}", measurement => measurement.Value);
    }

    private static StepDocument Step(string name, IReadOnlyList<JournalEntry> entries)
    {
        var record = StepRecord.From(entries)[name];
        return new()
        {
            Name = name,
            Status = record.Status,
            StartedAt = record.StartedAt,
            EndedAt = record.EndedAt,
            DurationMs = (record.EndedAt - record.StartedAt)?.TotalMilliseconds,
            Output = record.Output is { } output ? ToJson(output) : null,
            Error = record.Error,
        };
    }

    private static JsonElement ToJson(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
