using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Interfaces;

internal sealed class UnassignPrivateIpAddresses(CloudContext cloud, InterfaceBook book) : TypedAction<UnassignPrivateIpAddressesRequest, EmptyResponse>
{
    protected override void Check(UnassignPrivateIpAddressesRequest request)
    {
        var nic = book.Find(request.NetworkInterfaceId);
        if (request.PrivateIpAddresses.FirstOrDefault(address => !nic.SecondaryAddresses.Contains(address)) is { } unknown)
        {
            throw Ec2Errors.InvalidValue($"Some of {unknown} are not assigned to interface {nic.InterfaceId}");
        }
    }

    protected override Task<EmptyResponse> HandleAsync(UnassignPrivateIpAddressesRequest request, CancellationToken cancellationToken)
    {
        var nic = book.Find(request.NetworkInterfaceId);
        cloud.State.Interfaces.Put(nic with { SecondaryAddresses = [.. nic.SecondaryAddresses.Except(request.PrivateIpAddresses)] });
        return Task.FromResult(new EmptyResponse());
    }
}
