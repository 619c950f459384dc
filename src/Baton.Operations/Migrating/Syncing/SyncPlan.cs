using Baton.Engine.Plans;
using Baton.Engine.Steps;
using Baton.Hosts.Postgres;
using Baton.Operations.Migrating.Databases;
using Baton.Operations.Resizing;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Syncing;

/// <summary>Begins the following, or catches up what it does not carry by itself: the files. Safe to run for days, as often as one likes.</summary>
internal static class SyncPlan
{
    public const string Kind = "migrate-sync";

    public static Plan Build(SyncArguments arguments, OperationServices services)
    {
        var migration = arguments.Migration;
        return StagePlan.Of(Kind, migration.Source, Steps(arguments, migration.Scope(services)), () => [new("instanceId", migration.InstanceId), new("database", arguments.Way.Word)]);
    }

    private static IEnumerable<PlannedStep> Steps(SyncArguments arguments, PlanScope scope)
    {
        var migration = arguments.Migration;
        var source = migration.Source;
        string NewId() => migration.InstanceId;
        string SlotOf(string runId) => Slots.Forward(arguments.SeededBy ?? runId);
        Func<string, string>? slotOf = arguments.Way is DatabaseWay.Dump ? null : SlotOf;
        var bringing = source.Postgres is { } postgres ? new Bringing(scope, migration, postgres, arguments.NewLayout ?? postgres.Layout) : null;
        if (arguments.StaleSlot is { } stale && bringing is not null)
        {
            yield return DropOldSlot(bringing, arguments.Way, stale);
        }

        var dump = bringing is null ? null : new TryDump(bringing);
        foreach (var step in bringing is null ? [] : Database(bringing, arguments, SlotOf, dump!))
        {
            yield return step;
        }

        if (source.Options.Folders is not [])
        {
            yield return new CopyFiles(scope, source, NewId);
        }

        yield return new CatchUp(scope, source, NewId, slotOf);
        yield return new EstimatePause(
            scope, migration, slotOf, () => arguments.Way is not DatabaseWay.Dump ? TimeSpan.Zero : arguments.SeededBy is null ? dump!.Output.Value.Took : arguments.DumpTook);
    }

    private static IEnumerable<PlannedStep> Database(Bringing bringing, SyncArguments arguments, Func<string, string> slotOf, TryDump dump) => arguments switch
    {
        { Way: DatabaseWay.Logical, SeededBy: null } =>
        [
            new PublishOld(bringing, DatabaseWay.Logical),
            new WatchLog(bringing.Scope, bringing.Migration.Source, bringing.Postgres),
            new SeedNew(bringing),
            new AwaitRows(bringing),
            new SettleNew(bringing, hurry: false),
        ],
        { Way: DatabaseWay.Logical } => [new StartNew(bringing), new SettleNew(bringing, hurry: false)],
        { Way: DatabaseWay.Dump, SeededBy: null } => [new PublishOld(bringing, DatabaseWay.Dump), dump],
        { Way: DatabaseWay.Dump } => [new StartNew(bringing)],
        { SeededBy: null } =>
        [
            new KeepLog(bringing.Scope, bringing.Migration.Source, bringing.Postgres, slotOf),
            new WatchLog(bringing.Scope, bringing.Migration.Source, bringing.Postgres),
            new CopyDatabase(bringing.Scope, bringing.Migration, bringing.Postgres),
            new FollowOld(bringing.Scope, bringing.Migration.Source, () => bringing.NewId, slotOf),
            new AdmitBack(bringing.Scope, bringing.Migration, bringing.OldLayout),
        ],

        // It follows, or did until the machine was restarted.
        _ => [new FollowOld(bringing.Scope, bringing.Migration.Source, () => bringing.NewId, slotOf)],
    };

    private static FinalStep DropOldSlot(Bringing bringing, DatabaseWay way, string stale) => new(
        "drop-old-slot",
        "Drop the slot of the copy that is not followed any more",
        async (_, cancellationToken) =>
        {
            var older = await bringing.OldAsync(cancellationToken);
            await (way is DatabaseWay.Physical
                ? new PostgresServer(older, bringing.OldLayout).DropSlotAsync(stale, andRole: false, cancellationToken)
                : new PostgresRows(older, bringing.OldLayout).UnpublishAsync(stale, andRole: false, cancellationToken));
        })
    { OfThisRun = true };
}
