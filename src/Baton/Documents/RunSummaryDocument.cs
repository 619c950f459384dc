using Baton.Engine.Journal;

namespace Baton.Documents;

/// <summary>One line of 'runs'.</summary>
internal sealed record RunSummaryDocument
{
    public required string Run { get; init; }

    public required string Kind { get; init; }

    public required string Subject { get; init; }

    public required RunStatus Outcome { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public static RunSummaryDocument From(RunRecord run) => new()
    {
        Run = run.Id,
        Kind = run.Kind,
        Subject = run.Subject,
        Outcome = run.Status,
        StartedAt = run.StartedAt,
        EndedAt = run.EndedAt,
    };
}
