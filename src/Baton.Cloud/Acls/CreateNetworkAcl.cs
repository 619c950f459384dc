using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Acls;

internal sealed class CreateNetworkAcl(CloudContext cloud, AclBook book) : TypedAction<CreateNetworkAclRequest, CreateNetworkAclResult>
{
    protected override void Check(CreateNetworkAclRequest request)
    {
        request.TagSpecifications.Check("network-acl");
        Ids.Find([request.VpcId!], "vpc", "VpcID", cloud.State.Vpcs.Find);
    }

    protected override Task<CreateNetworkAclResult> HandleAsync(CreateNetworkAclRequest request, CancellationToken cancellationToken)
    {
        var acl = cloud.State.Acls.Put(new() { AclId = Ids.New("acl"), VpcId = request.VpcId! });
        cloud.State.SetTags(acl.AclId, request.TagSpecifications.For("network-acl"));
        return Task.FromResult(new CreateNetworkAclResult { NetworkAcl = book.Show(acl) });
    }
}
