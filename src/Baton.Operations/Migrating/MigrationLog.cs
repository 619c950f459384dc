using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Journal;
using Baton.Engine.Problems;
using Baton.Hosts.Postgres;
using Baton.Operations.Configuration;
using Baton.Operations.Migrating.Cutting;
using Baton.Operations.Migrating.Ending;
using Baton.Operations.Migrating.Preparing;
using Baton.Operations.Migrating.Syncing;
using Baton.Operations.Migrating.Testing;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating;

/// <summary>Where the migration of a server stands, by the journal.</summary>
internal sealed class MigrationLog(RunJournal journal, string server)
{
    public static bool IsOfMigration(string kind) => kind is PreparePlan.Kind or SyncPlan.Kind or TestPlan.Kind or CutoverPlan.Kind or EndPlan.Kind;

    /// <summary>Stages that are done and were not taken back, the newest first.</summary>
    public IReadOnlyList<RunRecord> Done =>
        [.. journal.Runs().Where(run => run.LeaseOn == Migration.LeaseOn(server) && IsOfMigration(run.Kind) && run.Status == RunStatus.Succeeded)];

    /// <summary>A stage that was cut off, kept after a failure, or could not be taken back.</summary>
    public RunRecord? Unfinished => journal.Runs().FirstOrDefault(run =>
        run.LeaseOn == Migration.LeaseOn(server) && IsOfMigration(run.Kind) && run.Status is RunStatus.Running or RunStatus.Failed or RunStatus.UndoFailed);

    public RunRecord? Prepared => Newest(PreparePlan.Kind);

    /// <summary>A migration of the same machine, whatever baton.yaml calls it.</summary>
    public static RunRecord? PreparedFrom(RunJournal journal, SourceOptions? source) => journal.Runs().FirstOrDefault(run =>
        run is { Kind: PreparePlan.Kind, Status: RunStatus.Succeeded }
        && OperationArguments.Read(run.Kind, run.Arguments, OperationJson.Default.PrepareArguments).Source.Where is var where
        && (where.Host, where.Ssh.Port) == (source?.Host, source?.Ssh.Port));

    /// <summary>A test whose copy is still there.</summary>
    public RunRecord? Tested => Newest(TestPlan.Kind);

    public RunRecord? CutOver => Newest(CutoverPlan.Kind);

    /// <summary>The newest cut-over that was taken back, when the preparation that it stood on is still there.</summary>
    public RunRecord? TakenBack => Prepared is { } prepared
        ? journal.Runs().TakeWhile(run => run.Id != prepared.Id).FirstOrDefault(run => run is { Kind: CutoverPlan.Kind, Status: RunStatus.RolledBack } && run.LeaseOn == Migration.LeaseOn(server))
        : null;

    /// <summary>The newest sync that began the following; null when there is none, or a cut-over after it was taken back: the copy has gone its own way then.</summary>
    public RunRecord? Seeded
    {
        get
        {
            foreach (var run in journal.Runs().Where(run => run.LeaseOn == Migration.LeaseOn(server)))
            {
                if (run is { Kind: CutoverPlan.Kind, Status: RunStatus.RolledBack } && HasPromoted(run))
                {
                    return null;
                }

                if (run is { Kind: SyncPlan.Kind, Status: RunStatus.Succeeded } && SyncOf(run).SeededBy is null)
                {
                    return run;
                }
            }

            return null;
        }
    }

    /// <summary>The slot of a sync whose copy is not followed any more.</summary>
    public string? StaleSlot => Seeded is null && Done.FirstOrDefault(run => run.Kind == SyncPlan.Kind && SyncOf(run).SeededBy is null) is { } old
        ? Resizing.Slots.Forward(old.Id)
        : null;

    public Migration Require(string stage)
    {
        var run = Prepared ?? throw new BatonException(MigrationProblems.NotYet(server, stage, "it has not been prepared"));
        var records = StepRecord.From(journal.Entries(run.Id));
        T Output<T>(string step, JsonTypeInfo<T> type) => OperationArguments.Read(run.Kind, records[step].Output!, type);
        var arguments = OperationArguments.Read(run.Kind, run.Arguments, OperationJson.Default.PrepareArguments);
        return new()
        {
            Source = arguments.Source,
            PreparedBy = run.Id,
            InstanceId = Output("launch-instance", OperationJson.Default.LaunchInstanceResult).InstanceId,
            Address = Output("allocate-address", OperationJson.Default.ElasticAddress),
            GroupId = Output("create-group", OperationJson.Default.CreateQuarantineResult).GroupId,
            KeyName = arguments.PublicKey is null ? null : Output("import-key", OperationJson.Default.ImportKeyResult).KeyName,
        };
    }

    /// <summary>Refuses to take a stage back behind one that stands on it.</summary>
    public void RefuseBehindLater(RunRecord run)
    {
        // Nothing stands on a test but its copy.
        if (run is { Status: RunStatus.Succeeded, Kind: not TestPlan.Kind }
            && Done.TakeWhile(done => done.Id != run.Id).FirstOrDefault(done => done.Id != run.Id && (done.Kind != TestPlan.Kind || run.Kind == PreparePlan.Kind)) is { } later)
        {
            throw new BatonException(MigrationProblems.LaterStage(run, later));
        }
    }

    public static SyncArguments SyncOf(RunRecord run) => OperationArguments.Read(run.Kind, run.Arguments, OperationJson.Default.SyncArguments);

    /// <summary>What a step of a run has said; null when it has not run.</summary>
    public T? OutputOf<T>(RunRecord run, string step, JsonTypeInfo<T> type)
        where T : class =>
        StepRecord.From(journal.Entries(run.Id)).GetValueOrDefault(step)?.Output is { } output ? OperationArguments.Read(run.Kind, output, type) : null;

    private bool HasPromoted(RunRecord run) => StepRecord.From(journal.Entries(run.Id)).ContainsKey("promote-new");

    private RunRecord? Newest(string kind) => Done.FirstOrDefault(run => run.Kind == kind);
}
