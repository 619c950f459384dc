using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Routing;

internal sealed class AttachInternetGateway(CloudContext cloud) : TypedAction<AttachInternetGatewayRequest, EmptyResponse>
{
    public override string? Missing => "kept and shown; every VPC has a way out";

    protected override void Check(AttachInternetGatewayRequest request)
    {
        var gateway = Ids.Find([request.InternetGatewayId!], "igw", "InternetGatewayID", cloud.State.Gateways.Find)[0];
        var vpc = Ids.Find([request.VpcId!], "vpc", "VpcID", cloud.State.Vpcs.Find)[0];
        if (gateway.VpcId is not null)
        {
            throw new AwsException("Resource.AlreadyAssociated", $"resource {gateway.GatewayId} is already attached to network {gateway.VpcId}");
        }

        if (cloud.State.Gateways.All.FirstOrDefault(other => other.VpcId == vpc.VpcId) is { } known)
        {
            throw Ec2Errors.InvalidValue($"Network {vpc.VpcId} already has an internet gateway attached: {known.GatewayId}");
        }
    }

    protected override Task<EmptyResponse> HandleAsync(AttachInternetGatewayRequest request, CancellationToken cancellationToken)
    {
        cloud.State.Gateways.Put(cloud.State.Gateways.Find(request.InternetGatewayId)! with { VpcId = request.VpcId });
        return Task.FromResult(new EmptyResponse());
    }
}
