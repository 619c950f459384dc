using Baton.Engine.Steps;
using Baton.Operations.Servers;

namespace Baton.Operations.Steps;

/// <summary>Fences the copies of a server before there are any. The server itself does not notice.</summary>
internal sealed class InstallGuard(PlanScope scope, Func<string> instanceId, GuardUnits units) : ServerStep(scope, instanceId)
{
    public override string Name => "install-guard";

    public override StepDescription Describe() => new()
    {
        Changes = $"Install the guard, which keeps {units.Services.Count + units.Postgres.Count + units.Fenced.Count} units from starting on any copy of this server",
        Undo = "remove the guard",
    };

    protected override Task ActAsync(IServer server, StepContext context, CancellationToken cancellationToken) => server.InstallGuardAsync(units, cancellationToken);

    protected override Task RevertAsync(IServer server, StepContext context, CancellationToken cancellationToken) => server.RemoveGuardAsync(cancellationToken);
}
