using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Routing;

internal sealed class CreateRouteTable(CloudContext cloud, RouteBook book) : TypedAction<CreateRouteTableRequest, CreateRouteTableResult>
{
    protected override void Check(CreateRouteTableRequest request)
    {
        request.TagSpecifications.Check("route-table");
        Ids.Find([request.VpcId!], "vpc", "VpcID", cloud.State.Vpcs.Find);
    }

    protected override Task<CreateRouteTableResult> HandleAsync(CreateRouteTableRequest request, CancellationToken cancellationToken)
    {
        var vpc = cloud.State.Vpcs.Find(request.VpcId)!;
        var table = cloud.State.RouteTables.Put(new() { RouteTableId = Ids.New("rtb"), VpcId = vpc.VpcId, Routes = [new(vpc.Cidr, "local")] });
        cloud.State.SetTags(table.RouteTableId, request.TagSpecifications.For("route-table"));
        return Task.FromResult(new CreateRouteTableResult { RouteTable = book.Show(table) });
    }
}
