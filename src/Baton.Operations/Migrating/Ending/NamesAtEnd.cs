using System.Globalization;
using Baton.Engine.Journal;
using Baton.Engine.Steps;
using Baton.Operations.Dns;
using Baton.Operations.Migrating.Cutting;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Ending;

/// <summary>What a finish has to do with the names: wait for the last caches, and give them back the time to live that they had.</summary>
internal sealed record NamesAtEnd
{
    /// <summary>The step that only waits: nothing has been closed yet.</summary>
    public const string Waiting = "await-caches";

    /// <summary>From when on no cache that keeps to the rules leads to the server that was left; null when no name was changed.</summary>
    public DateTimeOffset? ForgottenAt { get; init; }

    /// <summary>Null when nothing was lowered.</summary>
    public RestoreArguments? Restore { get; init; }

    /// <summary>When caches have forgotten what a cut-over did to the names, or what its taking back did; null when it did neither.</summary>
    public static DateTimeOffset? ForgottenAfter(RunJournal journal, RunRecord cutover, StepStatus status)
    {
        if (Of(cutover) is not { } names)
        {
            return null;
        }

        var records = StepRecord.From(journal.Entries(cutover.Id));
        var moments = names.Records
            .Select(record => (Record: record, Step: records.GetValueOrDefault($"point-name-{DnsScope.Slug(record)}")))
            .Where(pair => pair.Step is { Output: not null, EndedAt: not null } && pair.Step.Status == status)
            .Select(pair => pair.Step!.EndedAt!.Value.AddSeconds(pair.Record.TimeToLive))
            .ToList();
        return moments is [] ? null : moments.Max();
    }

    /// <summary>The names of a cut-over; null when it had none.</summary>
    public static CutoverNames? Of(RunRecord cutover) => OperationArguments.Read(cutover.Kind, cutover.Arguments, OperationJson.Default.CutoverArguments).Names;

    public IEnumerable<FinalStep> Before()
    {
        if (ForgottenAt is { } moment)
        {
            yield return new(Waiting, "Wait until no cache leads users to the old server any more", (context, cancellationToken) => AwaitAsync(moment, context, cancellationToken));
        }
    }

    public IEnumerable<FinalStep> After(OperationServices services)
    {
        if (Restore is { Lowered: [_, ..] } restore)
        {
            var changes = string.Join(", ", restore.Lowered.Select(record => string.Create(CultureInfo.InvariantCulture, $"{record.Name} ({record.Type}) {record.Before} s")));
            yield return new("restore-ttl", $"Give the names their time to live again: {changes}", (context, cancellationToken) => RestoreAsync(new(restore.Dns, services), restore, context, cancellationToken));
        }
    }

    private static async Task AwaitAsync(DateTimeOffset moment, StepContext context, CancellationToken cancellationToken)
    {
        var left = moment - context.Time.GetUtcNow();
        if (left > TimeSpan.Zero)
        {
            context.Progress.Say(string.Create(CultureInfo.InvariantCulture, $"until {moment:yyyy-MM-dd HH:mm:ss} UTC"));
            await Task.Delay(left, context.Time, cancellationToken);
        }
    }

    private static async Task RestoreAsync(DnsScope scope, RestoreArguments restore, StepContext context, CancellationToken cancellationToken)
    {
        foreach (var record in restore.Lowered)
        {
            await TimeToLives.SetAsync(scope, record, record.During, record.Before, context, cancellationToken);
        }
    }
}
