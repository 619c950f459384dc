using Baton.Engine.Journal;
using Baton.Engine.Plans;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Hosts.Checks;
using Baton.Hosts.Postgres;
using Baton.Operations.Checking;
using Baton.Operations.Configuration;
using Baton.Operations.Discovery;
using Baton.Operations.Dns;
using Baton.Operations.Migrating;
using Baton.Operations.Migrating.Cutting;
using Baton.Operations.Migrating.Databases;
using Baton.Operations.Migrating.Ending;
using Baton.Operations.Migrating.Preparing;
using Baton.Operations.Migrating.Syncing;
using Baton.Operations.Migrating.Testing;
using Baton.Operations.Steps;

namespace Baton.Operations;

/// <summary>
/// The stages of a migration, each a run of its own. Where one stands is read from the journal. As everywhere, each Prepare finds everything out, reports all
/// problems at once, and changes nothing.
/// </summary>
public sealed class MigrationOperations(OperationServices services, RunJournal journal)
{
    private readonly DnsOperations _dns = new(services, journal);

    public async Task<PreparedRun> PrepareAsync(ServerOptions server, MigrateRequest request, CancellationToken cancellationToken)
    {
        if ((new MigrationLog(journal, server.Name).Prepared ?? MigrationLog.PreparedFrom(journal, server.Source)) is { } already)
        {
            throw new BatonException(MigrationProblems.AlreadyMigrating(already));
        }

        var arguments = await new PreparePreflight(services).CheckAsync(server, request, cancellationToken);
        return new(PreparePlan.Build(arguments, services), OperationArguments.Write(arguments, OperationJson.Default.PrepareArguments))
        {
            Notes =
            [
                .. WayNotes.Expected(arguments.Database),
                $"The new server opens an SSH connection to {arguments.Source.LinkAddress}:{arguments.Source.Ssh.Port}: a firewall there must let it in from the Elastic IP, which step allocate-address shows.",
                "Passwords of users are not carried over: who logs in by key does so when the home folder is under 'target.carry'.",
            ],
        };
    }

    public async Task<PreparedRun> SyncAsync(ServerOptions server, CancellationToken cancellationToken)
    {
        var log = new MigrationLog(journal, server.Name);
        RefuseAfterCutover(log, "sync");
        var migration = Current(log.Require("sync"), server);
        var seeded = log.Seeded is { } run && await CanGoOnAsync(log, migration, run, cancellationToken) ? run : null;
        var (choice, layout) = await WayAsync(seeded, migration, cancellationToken);
        var arguments = new SyncArguments
        {
            Migration = migration,
            Way = choice.Way,
            Why = choice.Why,
            NewLayout = layout,
            DumpTook = seeded is null ? TimeSpan.Zero : DumpTook(log, seeded),
            SeededBy = seeded?.Id,
            StaleSlot = seeded is null ? log.Seeded is { } lost ? Resizing.Slots.Forward(lost.Id) : log.StaleSlot : null,
        };
        return new(SyncPlan.Build(arguments, services), OperationArguments.Write(arguments, OperationJson.Default.SyncArguments)) { Notes = SyncNotes.Of(arguments) };
    }

    public async Task<PreparedRun> TestAsync(ServerOptions server, MigrateRequest request, CancellationToken cancellationToken)
    {
        var log = new MigrationLog(journal, server.Name);
        RefuseAfterCutover(log, "test");
        var migration = Current(log.Require("test"), server);
        var seeded = log.Seeded ?? throw new BatonException(MigrationProblems.NotYet(server.Name, "test", "its data have not been copied, or the copy went its own way in a cut-over that was taken back"));
        RefuseBesideTest(log);
        var way = MigrationLog.SyncOf(seeded);
        if (way.Way is DatabaseWay.Logical or DatabaseWay.Dump)
        {
            throw new BatonException(DatabaseProblems.NoTestByRows(server.Name, way.Way.Word));
        }

        await new Following(services, migration, way.Way, way.NewLayout).RequireAsync(cancellationToken);

        // The level at which the files that have just come over are in the image, too, wherever they lie.
        var options = migration.Source.Options with { Instance = migration.InstanceId, Consistency = ConsistencyLevel.Application };
        var (model, problems) = await new ServerDiscovery(services).DiscoverAsync(options, cancellationToken);
        if (model is null || problems is not [])
        {
            throw new BatonException([.. problems]);
        }

        var arguments = new TestArguments
        {
            Migration = migration,
            SeededBy = seeded.Id,
            Server = model,
            OperatorCidr = await services.Outside.OperatorCidrAsync(cancellationToken),
            ComparesData = !request.WithoutData,
        };
        return new(TestPlan.Build(arguments, services), OperationArguments.Write(arguments, OperationJson.Default.TestArguments))
        {
            Notes =
            [
                "What is written on the copy stays there: it has no way out, and goes as a whole.",
                $"It costs what a second new server does, until: baton migrate test {server.Name} --end",
                .. HostsFile.Names(migration.Source) is [] ? ["baton.yaml names no host name (test.url, dns.names), so there is no line for a hosts file."] : Array.Empty<string>(),
            ],
        };
    }

    /// <summary>The test whose copy is still there.</summary>
    public static RunRecord Test(RunJournal journal, string server) =>
        new MigrationLog(journal, server).Tested ?? throw new BatonException(MigrationProblems.NoTest(server));

    /// <summary>For whoever ends a test.</summary>
    public static string HostsReminder(RunRecord test) => HostsFile.Reminder(OperationArguments.Read(test.Kind, test.Arguments, OperationJson.Default.TestArguments).Migration.Source);

    public async Task<PreparedRun> CutoverAsync(ServerOptions server, MigrateRequest request, CancellationToken cancellationToken)
    {
        var log = new MigrationLog(journal, server.Name);
        RefuseAfterCutover(log, "cutover");
        var migration = Current(log.Require("cutover"), server);
        if (request.Page is not null && migration.Source.Options.Gate.Ports is [])
        {
            throw new BatonException(MigrationProblems.NoPortForPage(server.Name));
        }

        // The row that it wrote is taken back where it was written, which is the primary until now only.
        RefuseBesideTest(log);
        var seeded = log.Seeded ?? throw new BatonException(MigrationProblems.NotYet(server.Name, "cutover", "its data have not been copied, or the copy went its own way in a cut-over that was taken back"));
        var sync = MigrationLog.SyncOf(seeded);
        await new Following(services, migration, sync.Way, sync.NewLayout).RequireAsync(cancellationToken);
        await RequireGreenAsync(migration, cancellationToken);
        var took = DumpTook(log, seeded);
        var (names, notes) = await _dns.ForCutoverAsync(server, request.OverrideWait, cancellationToken);
        var arguments = new CutoverArguments
        {
            Migration = sync.Way is DatabaseWay.Dump ? PlannedOutage.Allow(migration, took) : migration,
            Way = sync.Way,
            NewLayout = sync.NewLayout,
            SchemaDigest = SchemaDigest(log, seeded),
            DumpTook = took,
            SeededBy = seeded.Id,
            Page = request.Page,
            Names = names,
        };
        return new(CutoverPlan.Build(arguments, services), OperationArguments.Write(arguments, OperationJson.Default.CutoverArguments))
        {
            Notes =
            [
                .. sync.Way is DatabaseWay.Dump ? [PlannedOutage.Note(arguments.Migration, took)] : Array.Empty<string>(),
                names is null
                    ? $"The name of the application must lead to {migration.Address.PublicIp} afterwards. Nobody waits for that: the old server forwards whoever still comes to it."
                    : $"{string.Join(", ", names.Records.Select(record => $"{record.Name} ({string.Join(", ", record.Values)})"))} will lead to {migration.Address.PublicIp}. The old server forwards whoever still comes to it.",
                .. names?.NotWaited is { } reason ? [$"Caches may go on leading users to the old server for as long as the old time to live says; not waited for, because: {reason}"] : (string[])[],
                .. notes,
            ],
        };
    }

    public async Task<PreparedRun> FinishAsync(string server, MigrateRequest request, CancellationToken cancellationToken)
    {
        var log = new MigrationLog(journal, server);
        var cutover = log.CutOver ?? throw new BatonException(MigrationProblems.NotYet(server, "finish", "its users are not on the new server"));
        var cut = OperationArguments.Read(cutover.Kind, cutover.Arguments, OperationJson.Default.CutoverArguments);
        var migration = log.Require("finish");
        var forwards = request.Forward > TimeSpan.Zero && migration.Source.Options.Gate.Ports is not [];
        if (NamesAtEnd.Of(cutover) is { } names)
        {
            await _dns.RefuseLeavingAsync(names, migration.Address.PublicIp, cancellationToken);
        }

        var arguments = new EndArguments
        {
            Migration = migration,
            CutOverBy = cutover.Id,
            Way = cut.Way,
            NewLayout = cut.NewLayout,
            ForwardUntil = forwards ? services.Time.GetUtcNow() + request.Forward : null,
            Runs = [.. log.Done.Select(run => run.Id)],
            Names = new() { ForgottenAt = NamesAtEnd.ForgottenAfter(journal, cutover, StepStatus.Succeeded), Restore = _dns.ToRestore(server) },
        };
        return new(EndPlan.Build(arguments, services), OperationArguments.Write(arguments, OperationJson.Default.EndArguments))
        {
            Notes =
            [
                forwards
                    ? "Until then the old server must stay up, with its web server; to end it earlier there: sudo systemctl start baton-forward-end.service"
                    : "The old server forwards nobody after this: whoever still has its address is refused. Wait until its access log is silent.",
            ],
        };
    }

    /// <summary>After a finish: no stage of it can be taken back any more.</summary>
    public static void Close(RunJournal journal, string server)
    {
        foreach (var run in new MigrationLog(journal, server).Done)
        {
            journal.Close(run.Id);
        }

        DnsOperations.Restored(journal, server);
    }

    /// <summary>
    /// Until when caches may lead users to the new server, after a cut-over was taken back; null when none does. That server forwards them and must stay until then.
    /// Throws when a name leads there still.
    /// </summary>
    public async Task<DateTimeOffset?> BackOutFromAsync(string server, CancellationToken cancellationToken)
    {
        var log = new MigrationLog(journal, server);
        if (log.CutOver is not null || log.Unfinished is { Kind: CutoverPlan.Kind } || log.TakenBack is not { } cutover || NamesAtEnd.Of(cutover) is not { } names)
        {
            return null;
        }

        await _dns.RefuseLeadingToAsync(names, log.Require("backout").Address.PublicIp, "new", cancellationToken);
        return NamesAtEnd.ForgottenAfter(journal, cutover, StepStatus.Undone);
    }

    /// <summary>
    /// The stages to take back, in their order: the cut-over alone when there is one, also one that was cut off; and else all that was prepared, with the time to
    /// live of its names.
    /// </summary>
    public static IReadOnlyList<RunRecord> BackOut(RunJournal journal, string server)
    {
        var log = new MigrationLog(journal, server);
        IReadOnlyList<RunRecord> unfinished = log.Unfinished is { } run ? [run] : [];
        foreach (var begun in unfinished)
        {
            Endings.RefuseTakingBack(journal, begun);
        }

        return unfinished is [{ Kind: CutoverPlan.Kind }] ? unfinished
            : log.CutOver is { } cutover ? [.. unfinished, cutover]
            : unfinished.Count + log.Done.Count > 0
                ? [.. unfinished, .. log.Done, .. TtlWait.FindLower(journal, server) is { Status: RunStatus.Succeeded } lower ? [lower] : Array.Empty<RunRecord>()]
            : throw new BatonException(MigrationProblems.NothingToBackOut(server));
    }

    /// <summary>Throws when users cannot be taken back with all that they wrote since a cut-over; asks both servers, and changes nothing.</summary>
    public async Task RequireWayBackAsync(RunRecord run, CancellationToken cancellationToken)
    {
        if (run is { Kind: CutoverPlan.Kind, Status: RunStatus.Succeeded })
        {
            await new WayBackLook(services, OperationArguments.Read(run.Kind, run.Arguments, OperationJson.Default.CutoverArguments)).RequireAsync(cancellationToken);
        }
    }

    /// <summary>Refuses to take a stage back behind one that stands on it.</summary>
    public static void RefuseBehindLater(RunJournal journal, RunRecord run)
    {
        if (MigrationLog.IsOfMigration(run.Kind))
        {
            new MigrationLog(journal, run.Subject).RefuseBehindLater(run);
        }
    }

    /// <summary>Where the migration of a server stands.</summary>
    public static MigrationStatus Status(RunJournal journal, string server)
    {
        var log = new MigrationLog(journal, server);
        return new(server)
        {
            Unfinished = log.Unfinished,
            Prepared = log.Prepared,
            Synced = log.Seeded is null ? null : log.Done.FirstOrDefault(run => run.Kind == SyncPlan.Kind),
            Tested = log.Tested,
            CutOver = log.CutOver,
        };
    }

    internal static Plan? Build(string kind, string arguments, OperationServices services) => kind switch
    {
        PreparePlan.Kind => PreparePlan.Build(OperationArguments.Read(kind, arguments, OperationJson.Default.PrepareArguments), services),
        SyncPlan.Kind => SyncPlan.Build(OperationArguments.Read(kind, arguments, OperationJson.Default.SyncArguments), services),
        TestPlan.Kind => TestPlan.Build(OperationArguments.Read(kind, arguments, OperationJson.Default.TestArguments), services),
        CutoverPlan.Kind => CutoverPlan.Build(OperationArguments.Read(kind, arguments, OperationJson.Default.CutoverArguments), services),
        EndPlan.Kind => EndPlan.Build(OperationArguments.Read(kind, arguments, OperationJson.Default.EndArguments), services),
        _ => null,
    };

    private Task<bool> CanGoOnAsync(MigrationLog log, Migration migration, RunRecord run, CancellationToken cancellationToken)
    {
        var sync = MigrationLog.SyncOf(run);
        return new Following(services, migration, sync.Way, sync.NewLayout).CanGoOnAsync(run.Id, SchemaDigest(log, run), cancellationToken);
    }

    private static string? SchemaDigest(MigrationLog log, RunRecord seeded) => log.OutputOf(seeded, "seed-new", OperationJson.Default.SeedNewResult)?.SchemaDigest;

    private static TimeSpan DumpTook(MigrationLog log, RunRecord seeded) => log.OutputOf(seeded, "try-dump", OperationJson.Default.TryDumpResult)?.Took ?? TimeSpan.Zero;

    /// <summary>The way that it goes already, or the one that the pre-flight chooses now that there are two servers to look at.</summary>
    private async Task<(WayChoice Choice, PostgresLayout? Layout)> WayAsync(RunRecord? seeded, Migration migration, CancellationToken cancellationToken)
    {
        if (migration.Source.Postgres is null)
        {
            return (new(DatabaseWay.None, ""), null);
        }

        if (seeded is not null)
        {
            var going = MigrationLog.SyncOf(seeded);
            return (new(going.Way, going.Why), going.NewLayout);
        }

        var connections = migration.Scope(services).Connections;
        var older = await connections.ConnectAsync(migration.Source.MachineId, cancellationToken);
        var newer = await connections.ConnectAsync(migration.InstanceId, cancellationToken);
        return await WayPreflight.ChooseAsync(older, newer, migration.Source, cancellationToken);
    }

    /// <summary>What was found out when it was prepared, with the checks and budgets that baton.yaml has now.</summary>
    private static Migration Current(Migration migration, ServerOptions server) => migration with
    {
        Source = migration.Source with { Options = migration.Source.Options with { Checks = server.Checks, Budgets = server.Budgets, Test = server.Test, Dns = server.Dns } },
    };

    /// <summary>A check that is red where users are today cannot tell whether a switch went well.</summary>
    private async Task RequireGreenAsync(Migration migration, CancellationToken cancellationToken)
    {
        var host = await migration.Scope(services).Connections.ConnectAsync(migration.Source.MachineId, cancellationToken);
        var results = await new HostChecks(host, services.Time).RunAsync(ServerChecks.Of(migration.Source.Options.Checks, migration.Source.Postgres?.Layout), cancellationToken);
        if (results.Where(result => !result.Passed).ToList() is { Count: > 0 } red)
        {
            throw new BatonException(MigrationProblems.ChecksRedBefore(migration.Source.ToString(), red.Select(result => $"{result.Name}: {result.Detail}")));
        }
    }

    private static void RefuseBesideTest(MigrationLog log)
    {
        if (log.Tested is { } standing)
        {
            throw new BatonException(MigrationProblems.TestStanding(standing));
        }
    }

    private static void RefuseAfterCutover(MigrationLog log, string stage)
    {
        if (log.CutOver is { } cutover)
        {
            throw new BatonException(MigrationProblems.NotYet(cutover.Subject, stage, $"its users are on the new server since {cutover.Id}"));
        }
    }
}
