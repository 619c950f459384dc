using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Units;
using Baton.Operations.Discovery;
using Baton.Operations.Steps;

namespace Baton.Operations.Resizing;

/// <summary>Starts on the new server what may run beside a read-only database, so that the switch need not wait for it.</summary>
internal sealed class WarmUp(PlanScope scope, MachineModel server, IReadOnlyList<string> units, Func<string> instanceId) : ServerStep(scope, instanceId)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public override string Name => "warm-up";

    protected override bool HasUndo => false;

    public override StepDescription Describe() => new() { Changes = $"Start {string.Join(", ", units)} on the new server; nobody is sent to it yet" };

    protected override Task ActAsync(IHost host, StepContext context, CancellationToken cancellationToken) =>
        new Services(host).StartAsync(units, Patience, cancellationToken);

    protected override Task RevertAsync(IHost host, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    public override string ToString() => $"{Name} on {server}";
}
