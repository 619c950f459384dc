using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Routing;

internal sealed class DetachInternetGateway(CloudContext cloud) : TypedAction<DetachInternetGatewayRequest, EmptyResponse>
{
    protected override void Check(DetachInternetGatewayRequest request)
    {
        var gateway = Ids.Find([request.InternetGatewayId!], "igw", "InternetGatewayID", cloud.State.Gateways.Find)[0];
        Ids.Find([request.VpcId!], "vpc", "VpcID", cloud.State.Vpcs.Find);
        if (gateway.VpcId != request.VpcId)
        {
            throw new AwsException("Gateway.NotAttached", $"resource {gateway.GatewayId} is not attached to network {request.VpcId}");
        }

        if (cloud.State.Addresses.All.Any(address => cloud.State.Subnets.Find(cloud.State.Interfaces.Find(address.InterfaceId)?.SubnetId)?.VpcId == request.VpcId))
        {
            throw Ec2Errors.Dependency($"Network {request.VpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.");
        }
    }

    protected override Task<EmptyResponse> HandleAsync(DetachInternetGatewayRequest request, CancellationToken cancellationToken)
    {
        cloud.State.Gateways.Put(cloud.State.Gateways.Find(request.InternetGatewayId)! with { VpcId = null });
        return Task.FromResult(new EmptyResponse());
    }
}
