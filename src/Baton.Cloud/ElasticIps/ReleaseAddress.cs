using System.Net;
using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.ElasticIps;

internal sealed class ReleaseAddress(CloudContext cloud, AddressBook book) : TypedAction<ReleaseAddressRequest, EmptyResponse>
{
    protected override void Check(ReleaseAddressRequest request)
    {
        var address = book.Find(request.AllocationId, request.PublicIp);
        if (address.InterfaceId is not null)
        {
            throw new AwsException("InvalidIPAddress.InUse", $"Address {address.PublicAddress} is in use.");
        }
    }

    protected override Task<EmptyResponse> HandleAsync(ReleaseAddressRequest request, CancellationToken cancellationToken)
    {
        var address = book.Find(request.AllocationId, request.PublicIp);
        cloud.State.Addresses.Remove(address.AllocationId);
        cloud.State.TagsOf.Remove(address.AllocationId);
        cloud.Network.RemovePublicAddress(IPAddress.Parse(address.PublicAddress));
        return Task.FromResult(new EmptyResponse());
    }
}
