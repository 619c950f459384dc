using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Routing;

internal sealed class CreateInternetGateway(CloudContext cloud) : TypedAction<CreateInternetGatewayRequest, CreateInternetGatewayResult>
{
    protected override void Check(CreateInternetGatewayRequest request)
    {
        request.TagSpecifications.Check("internet-gateway");
        if (cloud.State.Gateways.All.Count >= 5)
        {
            throw new AwsException("InternetGatewayLimitExceeded", "The maximum number of internet gateways has been reached.");
        }
    }

    protected override Task<CreateInternetGatewayResult> HandleAsync(CreateInternetGatewayRequest request, CancellationToken cancellationToken)
    {
        var gateway = cloud.State.Gateways.Put(new(Ids.New("igw"), null));
        cloud.State.SetTags(gateway.GatewayId, request.TagSpecifications.For("internet-gateway"));
        return Task.FromResult(new CreateInternetGatewayResult { InternetGateway = GatewayView.Show(gateway, cloud) });
    }
}
