using Baton.Aws.Ec2;
using Baton.Cloud.Instances;
using Baton.Cloud.Server;

namespace Baton.Cloud.Acls;

internal sealed class ReplaceNetworkAclAssociation(CloudContext cloud, AclBook book, Firewall firewall) : TypedAction<ReplaceNetworkAclAssociationRequest, ReplaceNetworkAclAssociationResult>
{
    public override string? Missing => "kept and shown; the network enforces security groups only";

    protected override void Check(ReplaceNetworkAclAssociationRequest request)
    {
        if (book.OfAssociation(request.AssociationId!).VpcId != book.Find(request.NetworkAclId).VpcId)
        {
            throw Ec2Errors.InvalidValue($"network ACL {request.NetworkAclId} and association {request.AssociationId} belong to different networks");
        }
    }

    protected override Task<ReplaceNetworkAclAssociationResult> HandleAsync(ReplaceNetworkAclAssociationRequest request, CancellationToken cancellationToken)
    {
        var (old, id) = (book.OfAssociation(request.AssociationId!), Ids.New("aclassoc"));
        var subnet = old.Subnets[request.AssociationId!];
        cloud.State.Acls.Put(old with { Subnets = old.Subnets.Where(pair => pair.Key != request.AssociationId).ToDictionary() });
        var acl = book.Find(request.NetworkAclId);
        cloud.State.Acls.Put(acl with { Subnets = new Dictionary<string, string>(acl.Subnets) { [id] = subnet } });
        firewall.Push();
        return Task.FromResult(new ReplaceNetworkAclAssociationResult { NewAssociationId = id });
    }
}
