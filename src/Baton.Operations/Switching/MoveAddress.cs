using System.Text.Json.Serialization.Metadata;
using Baton.Aws.Ec2;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Hosts.Gates;
using Baton.Operations.Discovery;
using Baton.Operations.Resizing;
using Baton.Operations.Steps;

namespace Baton.Operations.Switching;

/// <summary>Moves the Elastic IP. Nobody depends on the moment: the old server forwards what still reaches it.</summary>
internal sealed class MoveAddress(SwitchSides sides, ElasticAddress address) : Step<Done>
{
    private static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DoorsClosed = TimeSpan.FromSeconds(20);

    public override string Name => "move-address";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new() { Changes = $"Move {address.PublicIp} to the new server", Undo = "move it back" };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await MoveAsync(sides.OldId, sides.NewId, context, cancellationToken);
        return new(sides.NewId);
    }

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(new(sides.NewId));

    protected override Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken) =>
        MoveAsync(sides.NewId, sides.OldId, context, cancellationToken);

    private async Task MoveAsync(string from, string to, StepContext context, CancellationToken cancellationToken)
    {
        var here = await sides.Scope.Ec2.SendAsync(new DescribeAddressesRequest { AllocationIds = [address.AllocationId] }, cancellationToken);
        if (here.Addresses is [{ InstanceId: { } owner }] && owner == to)
        {
            return;
        }

        if (sides.HasGate)
        {
            await EmptyAsync(from, to, context, cancellationToken);
        }

        await sides.Scope.Ec2.SendAsync(
            new AssociateAddressRequest { AllocationId = address.AllocationId, InstanceId = to, AllowReassociation = true }, cancellationToken);

        // Both servers have other addresses now.
        await sides.Scope.Connections.DropAsync(sides.OldId);
        await sides.Scope.Connections.DropAsync(sides.NewId);
    }

    /// <summary>Established connections do not follow an address: who is being answered gets the answer first, and who comes now tries again on the other side.</summary>
    private async Task EmptyAsync(string from, string to, StepContext context, CancellationToken cancellationToken)
    {
        try
        {
            // A move that was taken back a moment ago may have left them closed.
            await new Doors(await sides.Scope.Connections.ConnectAsync(to, cancellationToken)).OpenAsync(cancellationToken);
            var left = await sides.Scope.Connections.ConnectAsync(from, TimeSpan.FromSeconds(10), cancellationToken);
            if (sides.HasProxy)
            {
                await new Gate(left).ShedAsync(cancellationToken);
            }

            var cut = await new Doors(left).CloseAsync(InstallGate.Setup(sides.Server), DrainPatience, DoorsClosed, cancellationToken);
            context.Progress.Measure("connectionsCut", cut);
        }
        catch (BatonException error)
        {
            // The address must move all the same: whoever is connected to a server that does not answer loses nothing by it.
            context.Progress.Say($"could not wait for the last connections: {error.Problems[0].Message}");
        }
    }
}
