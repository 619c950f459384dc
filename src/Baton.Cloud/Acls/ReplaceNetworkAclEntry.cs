using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Instances;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Acls;

internal sealed class ReplaceNetworkAclEntry(AclBook book, Firewall firewall) : TypedAction<ReplaceNetworkAclEntryRequest, EmptyResponse>
{
    public override string? Missing => "IPv6; kept and shown, the network enforces security groups only";

    protected override void Check(ReplaceNetworkAclEntryRequest request)
    {
        var entry = Entry(request);
        if (AclBook.FindEntry(book.Find(request.NetworkAclId), entry.Number, entry.Egress) is null)
        {
            throw new AwsException("InvalidNetworkAclEntry.NotFound", $"The network acl entry '{entry.Number}' does not exist");
        }
    }

    protected override Task<EmptyResponse> HandleAsync(ReplaceNetworkAclEntryRequest request, CancellationToken cancellationToken)
    {
        book.Put(book.Find(request.NetworkAclId), Entry(request));
        firewall.Push();
        return Task.FromResult(new EmptyResponse());
    }

    private static AclEntry Entry(ReplaceNetworkAclEntryRequest request) =>
        AclBook.WithTraffic(AclBook.Entry(request.RuleNumber, request.Egress, request.RuleAction, request.CidrBlock), request.Protocol, request.PortRange, request.IcmpTypeCode);
}
