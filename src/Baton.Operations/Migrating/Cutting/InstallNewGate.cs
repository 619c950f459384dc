using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Steps;
using Baton.Hosts.Gates;
using Baton.Operations.Resizing;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Cutting;

/// <summary>The gate for the way back. The new server outlives a cut-over that was taken back, so its gate must not stay as that left it; and it may be dead by then.</summary>
internal sealed class InstallNewGate(PlanScope scope, Migration migration) : Step<Done>
{
    public override string Name => "install-gate-new";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new() { Changes = "Get a gate ready on the new server too, for the way back; nothing waits there", Undo = "remove the gate" };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var gate = new Gate(await scope.Connections.ConnectAsync(migration.InstanceId, cancellationToken));
        if ((await gate.ReadAsync(cancellationToken)).Mode is GateMode.Closed or GateMode.Other)
        {
            // Left closed by a cut-over that was taken back while this server did not answer.
            await gate.RemoveAsync(TimeSpan.Zero, cancellationToken);
        }

        await gate.InstallAsync(InstallGate.Setup(migration.Source), cancellationToken);
        return new(migration.InstanceId);
    }

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(new(migration.InstanceId));

    protected override Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken) =>
        Tolerant.OnNewAsync(scope, migration, context, host => new Gate(host).RemoveAsync(InstallGate.DrainPatience, cancellationToken), cancellationToken);
}
