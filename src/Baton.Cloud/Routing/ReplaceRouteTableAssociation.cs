using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Routing;

internal sealed class ReplaceRouteTableAssociation(CloudContext cloud, RouteBook book) : TypedAction<ReplaceRouteTableAssociationRequest, ReplaceRouteTableAssociationResult>
{
    protected override void Check(ReplaceRouteTableAssociationRequest request)
    {
        if (book.OfAssociation(request.AssociationId!).VpcId != book.Find(request.RouteTableId).VpcId)
        {
            throw Ec2Errors.InvalidValue($"Route table {request.RouteTableId} and association {request.AssociationId} belong to different networks");
        }
    }

    protected override Task<ReplaceRouteTableAssociationResult> HandleAsync(ReplaceRouteTableAssociationRequest request, CancellationToken cancellationToken)
    {
        var (old, id) = (book.OfAssociation(request.AssociationId!), Ids.New("rtbassoc"));
        var isMain = old.MainAssociationId == request.AssociationId;
        var subnet = isMain ? null : old.Subnets[request.AssociationId!];
        cloud.State.RouteTables.Put(isMain ? old with { MainAssociationId = null } : old with { Subnets = old.Subnets.Where(pair => pair.Key != request.AssociationId).ToDictionary() });
        var table = book.Find(request.RouteTableId);
        cloud.State.RouteTables.Put(isMain ? table with { MainAssociationId = id } : table with { Subnets = new Dictionary<string, string>(table.Subnets) { [id] = subnet! } });
        return Task.FromResult(new ReplaceRouteTableAssociationResult { NewAssociationId = id, AssociationState = new() { State = "associated" } });
    }
}
