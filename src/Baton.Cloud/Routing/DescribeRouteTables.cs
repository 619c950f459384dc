using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Routing;

internal sealed class DescribeRouteTables(CloudContext cloud, RouteBook book) : TypedAction<DescribeRouteTablesRequest, DescribeRouteTablesResult>
{
    private static readonly FilterSet<RouteTable> Filters = new(table => Fields.Tags(table.Tags), new Dictionary<string, Func<RouteTable, IEnumerable<string?>>>
    {
        ["association.gateway-id"] = table => table.Associations.Select(association => association.GatewayId),
        ["association.main"] = table => table.Associations.SelectMany(association => Fields.One(association.Main == true)),
        ["association.route-table-association-id"] = table => table.Associations.Select(association => association.RouteTableAssociationId),
        ["association.route-table-id"] = table => table.Associations.Select(association => association.RouteTableId),
        ["association.subnet-id"] = table => table.Associations.Select(association => association.SubnetId),
        ["owner-id"] = table => Fields.One(table.OwnerId),
        ["route-table-id"] = table => Fields.One(table.RouteTableId),
        ["route.destination-cidr-block"] = table => table.Routes.Select(route => route.DestinationCidrBlock),
        ["route.destination-ipv6-cidr-block"] = table => table.Routes.Select(route => route.DestinationIpv6CidrBlock),
        ["route.gateway-id"] = table => table.Routes.Select(route => route.GatewayId),
        ["route.instance-id"] = table => table.Routes.Select(route => route.InstanceId),
        ["route.nat-gateway-id"] = table => table.Routes.Select(route => route.NatGatewayId),
        ["route.origin"] = table => table.Routes.Select(route => route.Origin),
        ["route.state"] = table => table.Routes.Select(route => route.State),
        ["vpc-id"] = table => Fields.One(table.VpcId),
    })
    {
        Absent = new HashSet<string>
        {
            "route.destination-prefix-list-id", "route.egress-only-internet-gateway-id", "route.transit-gateway-id", "route.vpc-peering-connection-id",
        },
    };

    protected override Task<DescribeRouteTablesResult> HandleAsync(DescribeRouteTablesRequest request, CancellationToken cancellationToken)
    {
        var records = request.RouteTableIds is [] ? cloud.State.RouteTables.All : request.RouteTableIds.Select(book.Find);
        var page = Page<RouteTable>.Of(Filters.Apply(records.Select(book.Show), request.Filters), request.MaxResults, request.NextToken);
        return Task.FromResult(new DescribeRouteTablesResult { RouteTables = page.Items, NextToken = page.NextToken });
    }
}
