using System.Text.Json.Serialization.Metadata;
using Baton.Aws.Ec2;
using Baton.Aws.Prices;
using Baton.Engine.Steps;
using Baton.Operations.Cloud;
using Baton.Operations.Discovery;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Preparing;

/// <summary>The address that DNS will name: it stays when the machine behind it changes.</summary>
internal sealed class AllocateElasticIp(PlanScope scope, string server) : Step<ElasticAddress>
{
    public override string Name => "allocate-address";

    protected override JsonTypeInfo<ElasticAddress> OutputType => OperationJson.Default.ElasticAddress;

    public override StepDescription Describe() => new() { Changes = "Allocate an Elastic IP", Undo = "release it" };

    protected override async Task<ElasticAddress> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        // AllocateAddress takes no client token; the tag is how a repeat after a crash finds the first address.
        if (await FindAsync(context, cancellationToken) is { } found)
        {
            return found;
        }

        var answer = await scope.Ec2.SendAsync(
            new AllocateAddressRequest { Domain = "vpc", TagSpecifications = [RunTags.On("elastic-ip", RunTags.Of(context, server))] }, cancellationToken);
        return new(answer.AllocationId!, answer.PublicIp!);
    }

    protected override Task<ElasticAddress?> LookAsync(StepContext context, CancellationToken cancellationToken) =>
        scope.Ec2.LookPatientlyAsync(() => FindAsync(context, cancellationToken), cancellationToken);

    protected override Task TakeBackAsync(ElasticAddress output, StepContext context, CancellationToken cancellationToken) =>
        scope.Ec2.SendUnlessGoneAsync(new ReleaseAddressRequest { AllocationId = output.AllocationId }, cancellationToken);

    private async Task<ElasticAddress?> FindAsync(StepContext context, CancellationToken cancellationToken)
    {
        var answer = await scope.Ec2.SendAsync(new DescribeAddressesRequest { Filters = [RunTags.ByStep(context)] }, cancellationToken);
        return answer.Addresses is [{ AllocationId: { } allocation, PublicIp: { } address }, ..] ? new(allocation, address) : null;
    }
}
