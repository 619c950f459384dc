using System.Text.Json.Serialization.Metadata;
using Baton.Aws.Ec2;
using Baton.Engine.Steps;
using Baton.Operations.Discovery;
using Baton.Operations.Resizing;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Preparing;

/// <summary>Gives the new server its address.</summary>
internal sealed class AssociateElasticIp(PlanScope scope, Output<ElasticAddress> address, Output<LaunchInstance.Result> launch) : Step<Done>
{
    public override string Name => "associate-address";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new() { Changes = "Give the address to the new server", Undo = "take it from it" };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await scope.Ec2.SendAsync(
            new AssociateAddressRequest { AllocationId = address.Value.AllocationId, InstanceId = launch.Value.InstanceId, AllowReassociation = true }, cancellationToken);
        await scope.Connections.DropAsync(launch.Value.InstanceId);
        return new(launch.Value.InstanceId);
    }

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(new(launch.Value.InstanceId));

    protected override async Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken)
    {
        var found = await scope.Ec2.SendAsync(
            new DescribeAddressesRequest { Filters = [new() { Name = "allocation-id", Values = [address.Value.AllocationId] }] }, cancellationToken);
        if (found.Addresses is [{ AssociationId: { Length: > 0 } association }])
        {
            await scope.Ec2.SendUnlessGoneAsync(new DisassociateAddressRequest { AssociationId = association }, cancellationToken);
        }
    }
}
