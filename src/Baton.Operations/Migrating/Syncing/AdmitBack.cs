using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Postgres;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Syncing;

/// <summary>After the cut-over the old database follows the new one: it must be let in there.</summary>
internal sealed class AdmitBack(PlanScope scope, Migration migration, PostgresLayout layout) : ServerStep(scope, () => migration.InstanceId)
{
    public override string Name => "admit-back";

    protected override bool HasUndo => false;

    public override StepDescription Describe() => new() { Changes = "Let the old database in at the new one, through the link: after the cut-over it follows" };

    protected override Task ActAsync(IHost host, StepContext context, CancellationToken cancellationToken) =>
        new PostgresServer(host, layout).AdmitReplicationAsync(cancellationToken);

    protected override Task RevertAsync(IHost host, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
