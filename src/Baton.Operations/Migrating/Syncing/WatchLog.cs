using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Postgres;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Syncing;

/// <summary>A migration may wait for days: the source must not die of the log that it keeps for it, whether Baton runs or not.</summary>
internal sealed class WatchLog(PlanScope scope, SourceModel source, PostgresFacts postgres) : ServerStep(scope, () => source.MachineId)
{
    private readonly long _least = WalWatch.Least(postgres.WalFreeBytes);

    public override string Name => "watch-log";

    public override StepDescription Describe() => new()
    {
        Changes = $"A timer on the old server drops the slot when less than {_least >> 20} MiB are left for its log: the copy is lost then, and the old server goes on",
        Undo = "remove the timer",
    };

    protected override Task ActAsync(IHost host, StepContext context, CancellationToken cancellationToken) =>
        new WalWatch(host).InstallAsync(postgres.Layout, Resizing.Slots.Forward(context.RunId), _least, cancellationToken);

    protected override Task RevertAsync(IHost host, StepContext context, CancellationToken cancellationToken) => new WalWatch(host).RemoveAsync(cancellationToken);
}
