using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Guards;
using Baton.Hosts.Postgres;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Databases;

/// <summary>The new server's cluster runs, or did until the machine was restarted.</summary>
internal sealed class StartNew(Bringing bringing) : ServerStep(bringing.Scope, () => bringing.NewId)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public override string Name => "start-new-postgres";

    protected override bool HasUndo => false;

    public override StepDescription Describe() => new() { Changes = "PostgreSQL runs on the new server" };

    protected override async Task ActAsync(IHost host, StepContext context, CancellationToken cancellationToken)
    {
        var cluster = new PostgresServer(host, bringing.NewLayout);
        if (!(await cluster.ReadStandbyAsync(cancellationToken)).IsRunning)
        {
            await new Guard(host).ReleaseAsync(GuardRole.Standby, cancellationToken);
            await cluster.StartAsync(Patience, cancellationToken);
        }
    }

    protected override Task RevertAsync(IHost host, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
