using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Postgres;
using Baton.Operations.Discovery;
using Baton.Operations.Steps;

namespace Baton.Operations.Resizing;

/// <summary>Lets PostgreSQL keep its log from this moment on, so that a copy taken after it can follow.</summary>
internal sealed class KeepLog(PlanScope scope, MachineModel server, PostgresFacts postgres, Func<string, string> slotOf) : ServerStep(scope, () => server.MachineId)
{
    public override string Name => "keep-log";

    public override StepDescription Describe() => new()
    {
        Changes = "Create a replication role and slot: PostgreSQL keeps its log for the new server from here on",
        Undo = "drop both",
    };

    protected override Task ActAsync(IHost host, StepContext context, CancellationToken cancellationToken) =>
        new PostgresServer(host, postgres.Layout).CreateSlotAsync(slotOf(context.RunId), cancellationToken);

    protected override Task RevertAsync(IHost host, StepContext context, CancellationToken cancellationToken) =>
        new PostgresServer(host, postgres.Layout).DropSlotAsync(slotOf(context.RunId), andRole: true, cancellationToken);
}
