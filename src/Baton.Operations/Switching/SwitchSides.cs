using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Postgres;
using Baton.Operations.Discovery;
using Baton.Operations.Steps;

namespace Baton.Operations.Switching;

/// <summary>The two servers of a switch, and how long users may wait for it.</summary>
internal sealed class SwitchSides
{
    private readonly Func<string> _newId;

    /// <param name="showsPage">Users see a maintenance page instead of waiting: the gates have one.</param>
    public SwitchSides(PlanScope scope, MachineModel server, Func<string> newId, bool showsPage = false)
    {
        (Scope, Server, _newId, ShowsPage) = (scope, server, newId, showsPage);
        Close = new(this);
        var budgets = server.Options.Budgets;

        // A dump is allowed what it needs, whatever users see meanwhile.
        var (budget, name) = showsPage && budgets.Maintenance > budgets.Hold ? (budgets.Maintenance, "maintenance") : (budgets.Hold, "hold");
        Hold = new(Close.Output, budget, name, scope.Ec2.Time);
    }

    public PlanScope Scope { get; }

    /// <summary>Where the new server's database is; as on the old one where nothing else is said.</summary>
    public PostgresLayout? NewLayout { get => field ?? Server.Postgres?.Layout; init; }

    public MachineModel Server { get; }

    /// <summary>The step with which the waiting begins.</summary>
    public CloseGate Close { get; }

    public HoldBudget Hold { get; }

    public string OldId => Server.MachineId;

    public string NewId => _newId();

    public IReadOnlyList<string> Services => [.. Server.Options.Services.Select(service => service.Unit)];

    /// <summary>All that writes: what answers users, and what acts by itself.</summary>
    public IReadOnlyList<string> Writers => [.. Services, .. Server.Options.Fenced];

    public bool HasGate => Server.Options.Gate.Ports is not [];

    public bool ShowsPage { get; }

    public bool HasProxy => Server.Options.Gate.Proxy is not null;

    public Task<IHost> OldAsync(CancellationToken cancellationToken) => Scope.Connections.ConnectAsync(OldId, cancellationToken);

    public Task<IHost> NewAsync(CancellationToken cancellationToken) => Scope.Connections.ConnectAsync(NewId, cancellationToken);

    public Task OnNewAsync(StepContext context, Func<IHost, Task> act, CancellationToken cancellationToken) =>
        Served.OnNewAsync(Scope, OldId, NewId, context, act, cancellationToken);
}
