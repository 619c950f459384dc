using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Postgres;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Databases;

/// <summary>Nobody subscribes to the old database any more: its slots would only fill its disk, for as long as the way back is open.</summary>
internal sealed class ReleaseRows(Bringing bringing, string slot) : ServerStep(bringing.Scope, () => bringing.OldId)
{
    public override string Name => "release-log";

    // Nothing follows the old server when the cut-over has been taken back; 'sync' begins that anew.
    protected override bool HasUndo => false;

    public override StepDescription Describe() => new() { Changes = "Drop the old server's publications, slots and the watch over them: it subscribes now, and keeps no log for anybody" };

    protected override async Task ActAsync(IHost host, StepContext context, CancellationToken cancellationToken)
    {
        await new WalWatch(host).RemoveAsync(cancellationToken);
        await new PostgresRows(host, bringing.OldLayout).UnpublishAsync(slot, andRole: false, cancellationToken);
    }

    protected override Task RevertAsync(IHost host, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
