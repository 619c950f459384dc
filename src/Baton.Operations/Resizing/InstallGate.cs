using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Gates;
using Baton.Operations.Discovery;
using Baton.Operations.Steps;

namespace Baton.Operations.Resizing;

/// <summary>Gets the gate ready, so that closing it is one fast command.</summary>
internal sealed class InstallGate(PlanScope scope, MachineModel server, string which, Func<string> instanceId, bool goesWithMachine) : ServerStep(scope, instanceId)
{
    // For requests that wait to be answered through it; nobody waits for the gate.
    public static readonly TimeSpan DrainPatience = TimeSpan.FromMinutes(1);

    public override string Name => $"install-gate-{which}";

    protected override bool HasUndo => !goesWithMachine;

    /// <summary>What the gate can show instead of letting connections wait.</summary>
    public MaintenancePage? Page { get; init; }

    public override StepDescription Describe() => new()
    {
        Changes = $"Get a gate ready on the {which} server, where new connections to port {string.Join(", ", server.Options.Gate.Ports)} can {(Page is null ? "wait; nothing waits yet" : "be shown a maintenance page; it is not shown yet")}",
        Undo = goesWithMachine ? null : "remove the gate",
    };

    public static GateSetup Setup(MachineModel server, MaintenancePage? page = null) =>
        new() { Ports = server.Options.Gate.Ports, Proxy = server.Options.Gate.Proxy, Page = page };

    protected override Task ActAsync(IHost host, StepContext context, CancellationToken cancellationToken) => new Gate(host).InstallAsync(Setup(server, Page), cancellationToken);

    protected override Task RevertAsync(IHost host, StepContext context, CancellationToken cancellationToken) => new Gate(host).RemoveAsync(DrainPatience, cancellationToken);
}
