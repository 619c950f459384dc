using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Instances;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Acls;

internal sealed class DeleteNetworkAclEntry(CloudContext cloud, AclBook book, Firewall firewall) : TypedAction<DeleteNetworkAclEntryRequest, EmptyResponse>
{
    protected override void Check(DeleteNetworkAclEntryRequest request) => Entry(request);

    protected override Task<EmptyResponse> HandleAsync(DeleteNetworkAclEntryRequest request, CancellationToken cancellationToken)
    {
        var (acl, entry) = (book.Find(request.NetworkAclId), Entry(request));
        cloud.State.Acls.Put(acl with { Entries = [.. acl.Entries.Where(other => other != entry)] });
        firewall.Push();
        return Task.FromResult(new EmptyResponse());
    }

    private AclEntry Entry(DeleteNetworkAclEntryRequest request) =>
        AclBook.FindEntry(book.Find(request.NetworkAclId), request.RuleNumber, request.Egress)
        ?? throw new AwsException("InvalidNetworkAclEntry.NotFound", $"The network acl entry '{request.RuleNumber}' does not exist");
}
