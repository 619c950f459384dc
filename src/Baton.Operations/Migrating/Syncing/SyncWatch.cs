using System.Runtime.CompilerServices;
using Baton.Engine.Journal;
using Baton.Engine.Plans;
using Baton.Engine.Problems;
using Baton.Hosts.Disks;
using Baton.Hosts.Postgres;
using Baton.Operations.Configuration;
using Baton.Operations.Resizing;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Syncing;

/// <summary>
/// A sync that goes on for days: what the database has not got yet is looked at all the time, and the files are brought over at an interval. No run: a pass changes only
/// what the next one would. It goes on after lost connections and reboots, and ends when users have moved: from then on the new server's files are the ones that count.
/// </summary>
/// <param name="runner">Keeps passes and runs apart.</param>
public sealed class SyncWatch(OperationServices services, RunJournal journal, Runner runner, ServerOptions server)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_passPatience = TimeSpan.FromHours(6);

    private FilesCopied? _last;

    /// <param name="every">From one pass over the files to the next.</param>
    public async IAsyncEnumerable<SyncLook> WatchAsync(TimeSpan every, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long? passed = null;
        while (true)
        {
            var look = await TryAsync(passed is not { } at || services.Time.GetElapsedTime(at) >= every, cancellationToken);
            passed = look.Pass is null ? passed : services.Time.GetTimestamp();
            yield return look;
            if (look.CutOverBy is not null)
            {
                yield break;
            }

            await Task.Delay(services.ServerPeriod * 20, services.Time, cancellationToken);
        }
    }

    private async Task<SyncLook> TryAsync(bool withPass, CancellationToken cancellationToken)
    {
        var log = new MigrationLog(journal, server.Name);
        var look = new SyncLook(services.Time.GetUtcNow());
        if (log.CutOver is { } cutover)
        {
            return look with { CutOverBy = cutover.Id };
        }

        var seeded = log.Seeded ?? throw new BatonException(MigrationProblems.NotYet(server.Name, "sync --watch", "its data have not been copied, or the copy went its own way in a cut-over that was taken back"));
        var migration = log.Require("sync");
        var scope = migration.Scope(services);
        look = look with { Way = MigrationLog.SyncOf(seeded).Way };
        try
        {
            look = await DatabaseAsync(look, scope, migration, Slots.Forward(seeded.Id), cancellationToken);
            if (withPass)
            {
                // Held only as long: a cut-over may begin between two passes, and none goes on beside one.
                _last = await runner.BetweenRunsAsync(
                    Migration.LeaseOn(server.Name), $"a pass of 'migrate sync {server.Name} --watch'", token => PassAsync(log, scope, migration, token), cancellationToken);
                look = look with { Pass = _last };
            }
        }
        catch (BatonException error) when (error.Problems is not [{ Code: MigrationProblems.NotFollowingCode }])
        {
            // Whoever watches is told, and it is tried again: it is what happens in days.
            look = look with { Problems = error.Problems };
            await scope.Connections.DropAsync(migration.Source.MachineId);
            await scope.Connections.DropAsync(migration.InstanceId);
        }

        return look with { EstimatedPause = _last is { } pass ? EstimatePause.Of(pass, TimeSpan.Zero, DumpTook(log, seeded)) : null };
    }

    private async Task<SyncLook> DatabaseAsync(SyncLook look, PlanScope scope, Migration migration, string slot, CancellationToken cancellationToken)
    {
        if (migration.Source.Postgres is not { } postgres || look.Way is DatabaseWay.Dump or DatabaseWay.None)
        {
            return look;
        }

        var older = await scope.Connections.ConnectAsync(migration.Source.MachineId, s_patience, cancellationToken);
        var state = await new PostgresServer(older, postgres.Layout).ReadReplicationAsync(slot, cancellationToken);
        return state.WalStatus == "lost"
            ? throw new BatonException(MigrationProblems.NotFollowing(server.Name, "the old server has dropped the log that it kept for it, to save its disk; the next sync copies anew"))
            : look with { Follows = state.IsStreaming, LagBytes = state.LagBytes, LogFreeBytes = state.WalFreeBytes, LogLeastBytes = WalWatch.Least(postgres.WalFreeBytes) };
    }

    private async Task<FilesCopied> PassAsync(MigrationLog log, PlanScope scope, Migration migration, CancellationToken cancellationToken)
    {
        // Read again now that no run can begin: files of users who have moved must not be overwritten with old ones.
        if (log.CutOver is { } cutover)
        {
            throw new BatonException(MigrationProblems.NotYet(server.Name, "sync", $"its users are on the new server since {cutover.Id}"));
        }

        var newer = await scope.Connections.ConnectAsync(migration.InstanceId, s_patience, cancellationToken);
        return await new Files(newer).PullAsync(migration.Source.Options.Folders, s_passPatience, cancellationToken);
    }

    private static TimeSpan DumpTook(MigrationLog log, RunRecord seeded) => log.OutputOf(seeded, "try-dump", OperationJson.Default.TryDumpResult)?.Took ?? TimeSpan.Zero;
}
