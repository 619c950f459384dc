using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Routing;

internal sealed class DeleteRouteTable(CloudContext cloud, RouteBook book) : TypedAction<DeleteRouteTableRequest, EmptyResponse>
{
    protected override void Check(DeleteRouteTableRequest request)
    {
        var table = book.Find(request.RouteTableId);
        if (table.MainAssociationId is not null || table.Subnets.Count > 0)
        {
            throw Ec2Errors.Dependency($"The routeTable '{table.RouteTableId}' has dependencies and cannot be deleted.");
        }
    }

    protected override Task<EmptyResponse> HandleAsync(DeleteRouteTableRequest request, CancellationToken cancellationToken)
    {
        cloud.State.RouteTables.Remove(request.RouteTableId!);
        cloud.State.TagsOf.Remove(request.RouteTableId!);
        return Task.FromResult(new EmptyResponse());
    }
}
