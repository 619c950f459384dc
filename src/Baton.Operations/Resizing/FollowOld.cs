using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Guards;
using Baton.Hosts.Links;
using Baton.Hosts.Postgres;
using Baton.Operations.Discovery;
using Baton.Operations.Steps;

namespace Baton.Operations.Resizing;

/// <summary>Makes the copied database a standby before it has ever started, and lets it start.</summary>
internal sealed class FollowOld(PlanScope scope, MachineModel server, Func<string> newId, Func<string, string> slotOf) : ServerStep(scope, newId)
{
    public override string Name => "follow-old";

    protected override bool HasUndo => false;

    public override StepDescription Describe() => new()
    {
        Changes = server.Postgres is null ? "Give the new server the role of a standby" : "PostgreSQL on the new server follows the old one as a standby",
        Undo = null,
    };

    protected override async Task ActAsync(IHost host, StepContext context, CancellationToken cancellationToken)
    {
        if (server.Postgres is { } postgres)
        {
            var cluster = new PostgresServer(host, postgres.Layout);
            var standby = await cluster.ReadStandbyAsync(cancellationToken);
            if (!standby.IsRunning)
            {
                // Released only inside: a clone that starts before it is a standby goes its own way for ever.
                await new Guard(host).ReleaseAsync(GuardRole.Standby, cancellationToken);
                await cluster.FollowAsync(
                    new() { PrimaryPort = Link.OldPostgresPort, Slot = slotOf(context.RunId), FreshClone = true }, cancellationToken);
            }
        }
        else
        {
            await new Guard(host).ReleaseAsync(GuardRole.Standby, cancellationToken);
        }
    }

    protected override Task RevertAsync(IHost host, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
