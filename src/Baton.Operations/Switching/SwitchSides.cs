using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Operations.Discovery;
using Baton.Operations.Resizing;
using Baton.Operations.Steps;

namespace Baton.Operations.Switching;

/// <summary>The two servers of a switch, and how long users may wait for it.</summary>
internal sealed record SwitchSides(PlanScope Scope, ServerModel Server, Output<LaunchInstance.Result> Launch)
{
    public required HoldBudget Hold { get; init; }

    public string OldId => Server.InstanceId;

    public string NewId => Launch.Value.InstanceId;

    public IReadOnlyList<string> Services => [.. Server.Options.Services.Select(service => service.Unit)];

    /// <summary>All that writes: what answers users, and what acts by itself.</summary>
    public IReadOnlyList<string> Writers => [.. Services, .. Server.Options.Fenced];

    public bool HasGate => Server.Options.Gate.Ports is not [];

    public bool HasProxy => Server.Options.Gate.Proxy is not null;

    public Task<IHost> OldAsync(CancellationToken cancellationToken) => Scope.Connections.ConnectAsync(OldId, cancellationToken);

    public Task<IHost> NewAsync(CancellationToken cancellationToken) => Scope.Connections.ConnectAsync(NewId, cancellationToken);

    public Task OnNewAsync(StepContext context, Func<IHost, Task> act, CancellationToken cancellationToken) =>
        Served.OnNewAsync(Scope, OldId, NewId, context, act, cancellationToken);
}
