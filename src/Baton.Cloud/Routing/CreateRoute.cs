using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Routing;

internal sealed class CreateRoute(CloudContext cloud, RouteBook book) : TypedAction<CreateRouteRequest, CreateRouteResult>
{
    public override string? Missing => "targets other than internet gateway, instance and interface; kept and shown, the network does not follow routes";

    protected override void Check(CreateRouteRequest request)
    {
        var table = book.Find(request.RouteTableId);
        var destination = RouteBook.Destination(request.DestinationCidrBlock, request.DestinationIpv6CidrBlock, request.DestinationPrefixListId);
        var target = book.Target(request.GatewayId, request.InstanceId, request.NetworkInterfaceId, table);
        if (table.Routes.Any(route => route.Destination == destination && route.Target != target))
        {
            throw new AwsException("RouteAlreadyExists", $"The route identified by {destination} already exists.");
        }
    }

    protected override Task<CreateRouteResult> HandleAsync(CreateRouteRequest request, CancellationToken cancellationToken)
    {
        var table = book.Find(request.RouteTableId);
        var route = new RouteRecord(
            RouteBook.Destination(request.DestinationCidrBlock, request.DestinationIpv6CidrBlock, request.DestinationPrefixListId),
            book.Target(request.GatewayId, request.InstanceId, request.NetworkInterfaceId, table));
        cloud.State.RouteTables.Put(table with { Routes = [.. table.Routes.Where(other => other != route), route] });
        return Task.FromResult(new CreateRouteResult { Return = true });
    }
}
