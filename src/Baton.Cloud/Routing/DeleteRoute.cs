using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Routing;

internal sealed class DeleteRoute(CloudContext cloud, RouteBook book) : TypedAction<DeleteRouteRequest, EmptyResponse>
{
    protected override void Check(DeleteRouteRequest request)
    {
        var table = book.Find(request.RouteTableId);
        var destination = RouteBook.Destination(request.DestinationCidrBlock, request.DestinationIpv6CidrBlock, request.DestinationPrefixListId);
        var route = table.Routes.FirstOrDefault(route => route.Destination == destination)
            ?? throw new AwsException("InvalidRoute.NotFound", $"no route with destination-cidr-block {destination} in route table {table.RouteTableId}");
        if (route.Target == "local")
        {
            throw Ec2Errors.InvalidValue($"cannot remove local route {destination} in route table {table.RouteTableId}");
        }
    }

    protected override Task<EmptyResponse> HandleAsync(DeleteRouteRequest request, CancellationToken cancellationToken)
    {
        var table = book.Find(request.RouteTableId);
        var destination = RouteBook.Destination(request.DestinationCidrBlock, request.DestinationIpv6CidrBlock, request.DestinationPrefixListId);
        cloud.State.RouteTables.Put(table with { Routes = [.. table.Routes.Where(route => route.Destination != destination)] });
        return Task.FromResult(new EmptyResponse());
    }
}
