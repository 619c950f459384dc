using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Routing;

internal sealed class DeleteInternetGateway(CloudContext cloud) : TypedAction<DeleteInternetGatewayRequest, EmptyResponse>
{
    protected override void Check(DeleteInternetGatewayRequest request)
    {
        var gateway = Ids.Find([request.InternetGatewayId!], "igw", "InternetGatewayID", cloud.State.Gateways.Find)[0];
        if (gateway.VpcId is not null)
        {
            throw Ec2Errors.Dependency($"The internetGateway '{gateway.GatewayId}' has dependencies and cannot be deleted.");
        }
    }

    protected override Task<EmptyResponse> HandleAsync(DeleteInternetGatewayRequest request, CancellationToken cancellationToken)
    {
        cloud.State.Gateways.Remove(request.InternetGatewayId!);
        cloud.State.TagsOf.Remove(request.InternetGatewayId!);
        return Task.FromResult(new EmptyResponse());
    }
}
