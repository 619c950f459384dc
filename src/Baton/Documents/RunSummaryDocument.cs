using Baton.Engine.Journal;
using Baton.Engine.Leases;

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

    /// <summary>It is running by the journal, and no process goes on with it: resume it or roll it back.</summary>
    public bool CutOff { get; init; }

    public static RunSummaryDocument From(RunRecord run, LeaseTable leases) => new()
    {
        CutOff = run.Status == RunStatus.Running && !leases.IsHeld(run.Id),
        Run = run.Id,
        Kind = run.Kind,
        Subject = run.Subject,
        Outcome = run.Status,
        StartedAt = run.StartedAt,
        EndedAt = run.EndedAt,
    };
}
