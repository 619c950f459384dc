using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Links;
using Baton.Hosts.Postgres;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Databases;

/// <summary>What rows alone do not bring, and a switch would have to wait for: statistics for the planner, and what materialized views hold.</summary>
internal sealed class SettleNew(Bringing bringing, bool hurry) : ServerStep(bringing.Scope, () => bringing.NewId)
{
    public override string Name => "settle-new";

    protected override bool HasUndo => false;

    public override StepDescription Describe() => new() { Changes = "Analyze the tables on the new server and fill its materialized views" };

    protected override Task ActAsync(IHost host, StepContext context, CancellationToken cancellationToken) =>
        new PostgresRows(host, bringing.NewLayout).SettleAsync(Link.OldPostgresPort, hurry, cancellationToken);

    protected override Task RevertAsync(IHost host, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
