using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Vpcs;

internal sealed class DeleteSubnet(CloudContext cloud) : TypedAction<DeleteSubnetRequest, EmptyResponse>
{
    protected override void Check(DeleteSubnetRequest request)
    {
        var subnet = Ids.Find([request.SubnetId!], "subnet", "SubnetID", cloud.State.Subnets.Find)[0];
        if (cloud.State.Interfaces.All.Any(nic => nic.SubnetId == subnet.SubnetId))
        {
            throw Ec2Errors.Dependency($"The subnet '{subnet.SubnetId}' has dependencies and cannot be deleted.");
        }
    }

    protected override Task<EmptyResponse> HandleAsync(DeleteSubnetRequest request, CancellationToken cancellationToken)
    {
        var (state, id) = (cloud.State, request.SubnetId!);
        foreach (var table in state.RouteTables.All.Where(table => table.Subnets.Values.Contains(id)))
        {
            state.RouteTables.Put(table with { Subnets = table.Subnets.Where(pair => pair.Value != id).ToDictionary() });
        }

        foreach (var acl in state.Acls.All.Where(acl => acl.Subnets.Values.Contains(id)))
        {
            state.Acls.Put(acl with { Subnets = acl.Subnets.Where(pair => pair.Value != id).ToDictionary() });
        }

        state.Subnets.Remove(id);
        state.TagsOf.Remove(id);
        return Task.FromResult(new EmptyResponse());
    }
}
