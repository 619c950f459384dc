using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Instances;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Acls;

internal sealed class CreateNetworkAclEntry(AclBook book, Firewall firewall) : TypedAction<CreateNetworkAclEntryRequest, EmptyResponse>
{
    public override string? Missing => "IPv6; kept and shown, the network enforces security groups only";

    protected override void Check(CreateNetworkAclEntryRequest request)
    {
        var entry = Entry(request);
        if (AclBook.FindEntry(book.Find(request.NetworkAclId), entry.Number, entry.Egress) is not null)
        {
            throw new AwsException("NetworkAclEntryAlreadyExists", $"The network acl entry identified by {entry.Number} already exists.");
        }
    }

    protected override Task<EmptyResponse> HandleAsync(CreateNetworkAclEntryRequest request, CancellationToken cancellationToken)
    {
        book.Put(book.Find(request.NetworkAclId), Entry(request));
        firewall.Push();
        return Task.FromResult(new EmptyResponse());
    }

    private static AclEntry Entry(CreateNetworkAclEntryRequest request) =>
        AclBook.WithTraffic(AclBook.Entry(request.RuleNumber, request.Egress, request.RuleAction, request.CidrBlock), request.Protocol, request.PortRange, request.IcmpTypeCode);
}
