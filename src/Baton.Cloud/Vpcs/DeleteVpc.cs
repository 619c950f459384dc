using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Vpcs;

internal sealed class DeleteVpc(CloudContext cloud) : TypedAction<DeleteVpcRequest, EmptyResponse>
{
    protected override void Check(DeleteVpcRequest request)
    {
        var state = cloud.State;
        var id = Ids.Find([request.VpcId!], "vpc", "VpcID", state.Vpcs.Find)[0].VpcId;
        if (state.Subnets.All.Any(subnet => subnet.VpcId == id) || state.Gateways.All.Any(gateway => gateway.VpcId == id) || state.Groups.All.Any(group => group.VpcId == id && group.Name != "default")
            || state.RouteTables.All.Any(table => table.VpcId == id && table.MainAssociationId is null) || state.Acls.All.Any(acl => acl.VpcId == id && !acl.IsDefault))
        {
            throw Ec2Errors.Dependency($"The vpc '{id}' has dependencies and cannot be deleted.");
        }
    }

    protected override Task<EmptyResponse> HandleAsync(DeleteVpcRequest request, CancellationToken cancellationToken)
    {
        var (state, id) = (cloud.State, request.VpcId!);
        foreach (var group in state.Groups.All.Where(group => group.VpcId == id))
        {
            state.Groups.Remove(group.GroupId);
        }

        foreach (var table in state.RouteTables.All.Where(table => table.VpcId == id))
        {
            state.RouteTables.Remove(table.RouteTableId);
        }

        foreach (var acl in state.Acls.All.Where(acl => acl.VpcId == id))
        {
            state.Acls.Remove(acl.AclId);
        }

        state.Vpcs.Remove(id);
        state.TagsOf.Remove(id);
        return Task.FromResult(new EmptyResponse());
    }
}
