using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Routing;

internal sealed class CreateRouteTable(CloudContext cloud, RouteBook book) : TypedAction<CreateRouteTableRequest, CreateRouteTableResult>
{
    public override string? Missing => "kept and shown; the network does not follow routes";

    protected override void Check(CreateRouteTableRequest request)
    {
        request.TagSpecifications.Check("route-table");
        Ids.Find([request.VpcId!], "vpc", "VpcID", cloud.State.Vpcs.Find);
    }

    protected override Task<CreateRouteTableResult> HandleAsync(CreateRouteTableRequest request, CancellationToken cancellationToken)
    {
        if (cloud.State.Find(Name, request.ClientToken, request.VpcId!) is { } known)
        {
            return Task.FromResult(new CreateRouteTableResult { RouteTable = book.Show(book.Find(known)) });
        }

        var vpc = cloud.State.Vpcs.Find(request.VpcId)!;
        var table = cloud.State.RouteTables.Put(new() { RouteTableId = Ids.New("rtb"), VpcId = vpc.VpcId, Routes = [new(vpc.Cidr, "local")] });
        cloud.State.Remember(Name, request.ClientToken, request.VpcId!, table.RouteTableId);
        cloud.State.SetTags(table.RouteTableId, request.TagSpecifications.For("route-table"));
        return Task.FromResult(new CreateRouteTableResult { RouteTable = book.Show(table) });
    }
}
