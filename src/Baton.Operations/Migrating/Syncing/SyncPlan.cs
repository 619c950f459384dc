using Baton.Engine.Plans;
using Baton.Engine.Steps;
using Baton.Hosts.Postgres;
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
        return new()
        {
            Kind = Kind,
            Subject = migration.Source.Name,
            LeaseOn = Migration.LeaseOn(migration.Source.Name),
            Steps = [.. Steps(arguments, migration.Scope(services))],
            Results = () => [new("instanceId", migration.InstanceId), new("database", arguments.Way.Word)],
        };
    }

    private static IEnumerable<PlannedStep> Steps(SyncArguments arguments, PlanScope scope)
    {
        var migration = arguments.Migration;
        var source = migration.Source;
        string NewId() => migration.InstanceId;
        string SlotOf(string runId) => Slots.Forward(arguments.SeededBy ?? runId);
        if (arguments.StaleSlot is { } stale && source.Postgres is { } before)
        {
            yield return new FinalStep(
                "drop-old-slot",
                "Drop the slot of the copy that is not followed any more",
                async (_, cancellationToken) => await new PostgresServer(await scope.Connections.ConnectAsync(source.MachineId, cancellationToken), before.Layout)
                    .DropSlotAsync(stale, andRole: false, cancellationToken))
            { OfThisRun = true };
        }

        if (arguments is { Way: DatabaseWay.Physical, SeededBy: null } && source.Postgres is { } postgres)
        {
            yield return new KeepLog(scope, source, postgres, SlotOf);
            yield return new WatchLog(scope, source, postgres);
            yield return new CopyDatabase(scope, migration, postgres);
            yield return new FollowOld(scope, source, NewId, SlotOf);
            yield return new AdmitBack(scope, migration, postgres.Layout);
        }
        else if (source.Postgres is not null)
        {
            // It follows, or did until the machine was restarted.
            yield return new FollowOld(scope, source, NewId, SlotOf);
        }

        if (source.Options.Folders is not [])
        {
            yield return new CopyFiles(scope, source, NewId);
        }

        yield return new CatchUp(scope, source, NewId, SlotOf);
        yield return new EstimatePause(scope, migration, SlotOf);
    }
}
