using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Interfaces;

internal sealed class DeleteNetworkInterface(CloudContext cloud, InterfaceBook book) : TypedAction<DeleteNetworkInterfaceRequest, EmptyResponse>
{
    protected override void Check(DeleteNetworkInterfaceRequest request)
    {
        var nic = book.Find(request.NetworkInterfaceId);
        if (nic.InstanceId is not null || nic.BalancerArn is not null)
        {
            throw new AwsException("InvalidNetworkInterface.InUse", $"Interface: {nic.InterfaceId} in use.");
        }
    }

    protected override Task<EmptyResponse> HandleAsync(DeleteNetworkInterfaceRequest request, CancellationToken cancellationToken)
    {
        if (cloud.State.AddressOf(request.NetworkInterfaceId!) is { } address)
        {
            cloud.State.Addresses.Put(address with { InterfaceId = null, AssociationId = null });
            cloud.Network.SetPublicAddress(System.Net.IPAddress.Parse(address.PublicAddress), null);
        }

        cloud.State.Interfaces.Remove(request.NetworkInterfaceId!);
        cloud.State.TagsOf.Remove(request.NetworkInterfaceId!);
        return Task.FromResult(new EmptyResponse());
    }
}
