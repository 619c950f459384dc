using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Routing;

internal sealed class AssociateRouteTable(CloudContext cloud, RouteBook book) : TypedAction<AssociateRouteTableRequest, AssociateRouteTableResult>
{
    public override string? Missing => "gateways; kept and shown, the network does not follow routes";

    protected override void Check(AssociateRouteTableRequest request)
    {
        var table = book.Find(request.RouteTableId);
        if (request.GatewayId is not null)
        {
            throw Ec2Errors.Unsupported("The local cloud associates route tables with subnets only.");
        }

        var subnet = Ids.Find([request.SubnetId ?? throw Ec2Errors.Missing("subnetId")], "subnet", "SubnetID", cloud.State.Subnets.Find)[0];
        if (subnet.VpcId != table.VpcId)
        {
            throw Ec2Errors.InvalidValue($"Route table {table.RouteTableId} and subnet {subnet.SubnetId} belong to different networks");
        }

        if (cloud.State.RouteTables.All.Any(other => other.RouteTableId != table.RouteTableId && other.Subnets.Values.Contains(subnet.SubnetId)))
        {
            throw new AwsException("Resource.AlreadyAssociated", $"the specified association for route table {table.RouteTableId} conflicts with an existing association");
        }
    }

    protected override Task<AssociateRouteTableResult> HandleAsync(AssociateRouteTableRequest request, CancellationToken cancellationToken)
    {
        var table = book.Find(request.RouteTableId);
        var id = table.Subnets.FirstOrDefault(pair => pair.Value == request.SubnetId).Key ?? Ids.New("rtbassoc");
        cloud.State.RouteTables.Put(table with { Subnets = new Dictionary<string, string>(table.Subnets) { [id] = request.SubnetId! } });
        return Task.FromResult(new AssociateRouteTableResult { AssociationId = id, AssociationState = new() { State = "associated" } });
    }
}
