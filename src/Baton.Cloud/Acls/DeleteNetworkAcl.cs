using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Acls;

internal sealed class DeleteNetworkAcl(CloudContext cloud, AclBook book) : TypedAction<DeleteNetworkAclRequest, EmptyResponse>
{
    protected override void Check(DeleteNetworkAclRequest request)
    {
        var acl = book.Find(request.NetworkAclId);
        if (acl.IsDefault)
        {
            throw Ec2Errors.InvalidValue($"cannot delete default network ACL {acl.AclId}");
        }

        if (acl.Subnets.Count > 0)
        {
            throw Ec2Errors.Dependency($"The networkAcl '{acl.AclId}' has dependencies and cannot be deleted.");
        }
    }

    protected override Task<EmptyResponse> HandleAsync(DeleteNetworkAclRequest request, CancellationToken cancellationToken)
    {
        cloud.State.Acls.Remove(request.NetworkAclId!);
        cloud.State.TagsOf.Remove(request.NetworkAclId!);
        return Task.FromResult(new EmptyResponse());
    }
}
