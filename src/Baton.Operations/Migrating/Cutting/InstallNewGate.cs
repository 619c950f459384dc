using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Gates;
using Baton.Operations.Resizing;
using Baton.Operations.Steps;
using Baton.Operations.Switching;

namespace Baton.Operations.Migrating.Cutting;

/// <summary>The gate for the way back. The new server outlives a cut-over that was taken back, so its gate must not stay as that left it; and it may be dead by then.</summary>
internal sealed class InstallNewGate(PlanScope scope, Migration migration, MaintenancePage? page) : Step<Done>
{
    public override string Name => "install-gate-new";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new() { Changes = "Get a gate ready on the new server too, for the way back; nothing waits there", Undo = "remove the gate; once users were served here, whoever still comes is led to the old server" };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var gate = new Gate(await scope.Connections.ConnectAsync(migration.InstanceId, cancellationToken));
        if ((await gate.ReadAsync(cancellationToken)).Mode is GateMode.Closed or GateMode.Page or GateMode.Other)
        {
            // Left closed by a cut-over that was taken back while this server did not answer.
            await gate.RemoveAsync(TimeSpan.Zero, cancellationToken);
        }

        await gate.InstallAsync(InstallGate.Setup(migration.Source, page), cancellationToken);
        return new(migration.InstanceId);
    }

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(new(migration.InstanceId));

    protected override Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken) =>
        Tolerant.OnNewAsync(scope, migration, context, host => TakeBackAsync(host, context, cancellationToken), cancellationToken);

    private async Task TakeBackAsync(IHost host, StepContext context, CancellationToken cancellationToken)
    {
        var served = await Served.IsNotedAsync(await scope.Connections.ConnectAsync(migration.Source.MachineId, cancellationToken), context.RunId, cancellationToken);
        if (served)
        {
            // Caches may lead users here for a while, and some clients never ask again. Goes with the machine, or with the next cut-over.
            await new Gate(host).OpenAsync(GateTarget.Other, shed: migration.Source.Options.Gate.Proxy is not null, cancellationToken);
        }
        else
        {
            await new Gate(host).RemoveAsync(InstallGate.DrainPatience, cancellationToken);
        }
    }
}
