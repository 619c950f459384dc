using System.Text.Json;
using Baton.Engine.Journal;
using Baton.Engine.Problems;
using Baton.Operations.Steps;

namespace Baton.Operations.Dns;

/// <summary>When caches began to forget the old records, and until when some may hold them.</summary>
internal sealed record TtlWait
{
    public required DateTimeOffset BeganAt { get; init; }

    public required DateTimeOffset Until { get; init; }

    /// <summary>Why the operator does not wait, in words.</summary>
    public string? Override { get; init; }

    public bool IsOverAt(DateTimeOffset now) => Override is not null || now >= Until;

    /// <summary>Why the names of a server may not be changed yet; null when they may.</summary>
    public static Problem? Check(RunJournal journal, string server, DateTimeOffset now)
    {
        if (FindLower(journal, server) is not { } run)
        {
            return DnsProblems.NotLowered(server);
        }

        var wait = Of(journal, run);
        return wait is null ? DnsProblems.NotLowered(server) : wait.IsOverAt(now) ? null : DnsProblems.WaitNotOver(wait.Until);
    }

    /// <summary>Null before the wait has begun. A run that still waits is one that has not succeeded; what it waits for is known as soon as it has begun to.</summary>
    public static TtlWait? Of(RunJournal journal, RunRecord lower) => StepRecord.From(journal.Entries(lower.Id)).GetValueOrDefault("see-ttl")?.Output is { } output
        ? JsonSerializer.Deserialize(output, OperationJson.Default.TtlWait)
        : null;

    /// <summary>The run that has lowered the time to live of a server's names, and has not been taken back or restored since.</summary>
    public static RunRecord? FindLower(RunJournal journal, string server) => journal.Runs().FirstOrDefault(run =>
        run.Kind == LowerPlan.Kind && run.Subject == server && run.Status is not (RunStatus.RolledBack or RunStatus.Closed));
}
