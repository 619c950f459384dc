using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Routing;

internal sealed class DescribeInternetGateways(CloudContext cloud) : TypedAction<DescribeInternetGatewaysRequest, DescribeInternetGatewaysResult>
{
    private static readonly FilterSet<InternetGateway> Filters = new(gateway => Fields.Tags(gateway.Tags), new Dictionary<string, Func<InternetGateway, IEnumerable<string?>>>
    {
        ["attachment.state"] = gateway => gateway.Attachments.Select(attachment => attachment.State),
        ["attachment.vpc-id"] = gateway => gateway.Attachments.Select(attachment => attachment.VpcId),
        ["internet-gateway-id"] = gateway => Fields.One(gateway.InternetGatewayId),
        ["owner-id"] = gateway => Fields.One(gateway.OwnerId),
    });

    protected override Task<DescribeInternetGatewaysResult> HandleAsync(DescribeInternetGatewaysRequest request, CancellationToken cancellationToken)
    {
        var records = request.InternetGatewayIds is [] ? cloud.State.Gateways.All : Ids.Find(request.InternetGatewayIds, "igw", "InternetGatewayID", cloud.State.Gateways.Find);
        var page = Page<InternetGateway>.Of(Filters.Apply(records.Select(gateway => GatewayView.Show(gateway, cloud)), request.Filters), request.MaxResults, request.NextToken);
        return Task.FromResult(new DescribeInternetGatewaysResult { InternetGateways = page.Items, NextToken = page.NextToken });
    }
}
