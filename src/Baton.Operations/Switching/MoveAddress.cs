using System.Text.Json.Serialization.Metadata;
using Baton.Aws.Ec2;
using Baton.Engine.Steps;
using Baton.Operations.Discovery;
using Baton.Operations.Steps;

namespace Baton.Operations.Switching;

/// <summary>Moves the Elastic IP. Nobody depends on the moment: the old server forwards what still reaches it.</summary>
internal sealed class MoveAddress(SwitchSides sides, ElasticAddress address) : Step<Done>
{
    public override string Name => "move-address";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new() { Changes = $"Move {address.PublicIp} to the new server", Undo = "move it back" };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await AssociateAsync(sides.NewId, cancellationToken);
        return new(sides.NewId);
    }

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(new(sides.NewId));

    protected override Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken) => AssociateAsync(sides.OldId, cancellationToken);

    private async Task AssociateAsync(string instanceId, CancellationToken cancellationToken)
    {
        await sides.Scope.Ec2.SendAsync(
            new AssociateAddressRequest { AllocationId = address.AllocationId, InstanceId = instanceId, AllowReassociation = true }, cancellationToken);

        // Both servers have other addresses now.
        await sides.Scope.Connections.DropAsync(sides.OldId);
        await sides.Scope.Connections.DropAsync(sides.NewId);
    }
}
