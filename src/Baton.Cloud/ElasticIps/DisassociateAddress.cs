using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.ElasticIps;

internal sealed class DisassociateAddress(CloudContext cloud, AddressBook book) : TypedAction<DisassociateAddressRequest, EmptyResponse>
{
    protected override void Check(DisassociateAddressRequest request) => Find(request);

    protected override Task<EmptyResponse> HandleAsync(DisassociateAddressRequest request, CancellationToken cancellationToken)
    {
        book.Disassociate(Find(request));
        return Task.FromResult(new EmptyResponse());
    }

    private AddressRecord Find(DisassociateAddressRequest request)
    {
        if (request.AssociationId is not { } id)
        {
            return book.Find(null, request.PublicIp ?? throw Ec2Errors.Missing("AssociationId"));
        }

        Ids.Check(id, "eipassoc", "AssociationID");
        return cloud.State.Addresses.All.FirstOrDefault(address => address.AssociationId == id) ?? throw Ec2Errors.NotFound("AssociationID", id);
    }
}
