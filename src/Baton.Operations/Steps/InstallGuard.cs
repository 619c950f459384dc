using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Guards;
using Baton.Operations.Discovery;

namespace Baton.Operations.Steps;

/// <summary>Fences the copies of a server before there are any. The server itself does not notice.</summary>
internal sealed class InstallGuard(PlanScope scope, MachineModel server) : ServerStep(scope, () => server.MachineId)
{
    public override string Name => "install-guard";

    public override StepDescription Describe() => new()
    {
        Changes = Setup.Services.Concat(Setup.Postgres).Concat(Setup.Fenced).ToList() is { Count: > 0 } held
            ? $"Install the guard, which keeps {string.Join(", ", held)} from starting on any copy of this server"
            : "Install the guard; baton.yaml names nothing that it has to keep from starting on a copy of this server",
        Undo = "remove the guard",
    };

    private GuardSetup Setup => new()
    {
        Services = [.. server.Options.Services.Select(service => service.Unit)],
        Warm = [.. server.Options.Services.Where(service => service.Warm).Select(service => service.Unit)],
        Postgres = server.Postgres?.Layout.Unit is { } unit ? [unit] : [],
        Fenced = server.Options.Fenced,
    };

    protected override Task ActAsync(IHost host, StepContext context, CancellationToken cancellationToken) => new Guard(host).InstallAsync(Setup, cancellationToken);

    protected override Task RevertAsync(IHost host, StepContext context, CancellationToken cancellationToken) => new Guard(host).RemoveAsync(cancellationToken);
}
