using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Routing;

internal sealed class ReplaceRoute(CloudContext cloud, RouteBook book) : TypedAction<ReplaceRouteRequest, EmptyResponse>
{
    public override string? Missing => "as CreateRoute";

    protected override void Check(ReplaceRouteRequest request)
    {
        var table = book.Find(request.RouteTableId);
        var destination = RouteBook.Destination(request.DestinationCidrBlock, request.DestinationIpv6CidrBlock, request.DestinationPrefixListId);
        book.Target(request.GatewayId, request.InstanceId, request.NetworkInterfaceId, table);
        if (!table.Routes.Any(route => route.Destination == destination))
        {
            throw Ec2Errors.InvalidValue($"There is no route defined for '{destination}' in the route table. Use CreateRoute instead.");
        }
    }

    protected override Task<EmptyResponse> HandleAsync(ReplaceRouteRequest request, CancellationToken cancellationToken)
    {
        var table = book.Find(request.RouteTableId);
        var destination = RouteBook.Destination(request.DestinationCidrBlock, request.DestinationIpv6CidrBlock, request.DestinationPrefixListId);
        var target = book.Target(request.GatewayId, request.InstanceId, request.NetworkInterfaceId, table);
        cloud.State.RouteTables.Put(table with { Routes = [.. table.Routes.Select(route => route.Destination == destination ? route with { Target = target } : route)] });
        return Task.FromResult(new EmptyResponse());
    }
}
