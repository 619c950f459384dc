using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Routing;

internal sealed class DisassociateRouteTable(CloudContext cloud, RouteBook book) : TypedAction<DisassociateRouteTableRequest, EmptyResponse>
{
    protected override void Check(DisassociateRouteTableRequest request)
    {
        var table = book.OfAssociation(request.AssociationId!);
        if (table.MainAssociationId == request.AssociationId)
        {
            throw Ec2Errors.InvalidValue($"cannot disassociate the main route table association {request.AssociationId}");
        }
    }

    protected override Task<EmptyResponse> HandleAsync(DisassociateRouteTableRequest request, CancellationToken cancellationToken)
    {
        var table = book.OfAssociation(request.AssociationId!);
        cloud.State.RouteTables.Put(table with { Subnets = table.Subnets.Where(pair => pair.Key != request.AssociationId).ToDictionary() });
        return Task.FromResult(new EmptyResponse());
    }
}
