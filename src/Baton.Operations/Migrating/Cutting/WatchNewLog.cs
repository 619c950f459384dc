using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Postgres;
using Baton.Operations.Resizing;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Cutting;

/// <summary>For as long as the way back is open the new server keeps its log for the old one, which may be gone: users' server must not die of that.</summary>
internal sealed class WatchNewLog(PlanScope scope, Migration migration, PostgresLayout layout) : ServerStep(scope, () => migration.InstanceId)
{
    public override string Name => "watch-new-log";

    public override StepDescription Describe() => new()
    {
        Changes = "A timer on the new server drops what keeps its log for the way back before that fills its disk: the way back without a copy is lost then, and users' server goes on",
        Undo = "remove the timer",
    };

    protected override async Task ActAsync(IHost host, StepContext context, CancellationToken cancellationToken)
    {
        var slot = Slots.Back(context.RunId);
        var state = await new PostgresServer(host, layout).ReadReplicationAsync(slot, cancellationToken);
        await new WalWatch(host).InstallAsync(layout, slot, WalWatch.Least(state.WalFreeBytes), cancellationToken);
    }

    // What depends on the new server says so itself; the timer finds nothing to drop once the slot is gone.
    protected override Task RevertAsync(IHost host, StepContext context, CancellationToken cancellationToken) => new WalWatch(host).RemoveAsync(cancellationToken);
}
