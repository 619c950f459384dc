using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Postgres;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Cutting;

/// <summary>The old database follows now: the slot that kept its log for the new one would only fill its disk, for as long as the way back is open.</summary>
internal sealed class ReleaseLog(PlanScope scope, SourceModel source, PostgresLayout layout, string slot) : ServerStep(scope, () => source.MachineId)
{
    public override string Name => "release-log";

    // Nothing follows the old server when the cut-over has been taken back; 'sync' begins that anew.
    protected override bool HasUndo => false;

    public override StepDescription Describe() => new() { Changes = "Drop the old server's slot and the watch over it: it follows now, and keeps no log for anybody" };

    protected override async Task ActAsync(IHost host, StepContext context, CancellationToken cancellationToken)
    {
        await new WalWatch(host).RemoveAsync(cancellationToken);
        await new PostgresServer(host, layout).DropSlotAsync(slot, andRole: false, cancellationToken);
    }

    protected override Task RevertAsync(IHost host, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
