using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Acls;

internal sealed class CreateNetworkAcl(CloudContext cloud, AclBook book) : TypedAction<CreateNetworkAclRequest, CreateNetworkAclResult>
{
    public override string? Missing => "kept and shown; the network enforces security groups only";

    protected override void Check(CreateNetworkAclRequest request)
    {
        request.TagSpecifications.Check("network-acl");
        Ids.Find([request.VpcId!], "vpc", "VpcID", cloud.State.Vpcs.Find);
    }

    protected override Task<CreateNetworkAclResult> HandleAsync(CreateNetworkAclRequest request, CancellationToken cancellationToken)
    {
        if (cloud.State.Find(Name, request.ClientToken, request.VpcId!) is { } known)
        {
            return Task.FromResult(new CreateNetworkAclResult { NetworkAcl = book.Show(book.Find(known)) });
        }

        var acl = cloud.State.Acls.Put(new() { AclId = Ids.New("acl"), VpcId = request.VpcId! });
        cloud.State.Remember(Name, request.ClientToken, request.VpcId!, acl.AclId);
        cloud.State.SetTags(acl.AclId, request.TagSpecifications.For("network-acl"));
        return Task.FromResult(new CreateNetworkAclResult { NetworkAcl = book.Show(acl) });
    }
}
