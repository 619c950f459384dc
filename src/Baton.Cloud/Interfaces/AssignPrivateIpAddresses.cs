using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Interfaces;

internal sealed class AssignPrivateIpAddresses(CloudContext cloud, InterfaceBook book) : TypedAction<AssignPrivateIpAddressesRequest, AssignPrivateIpAddressesResult>
{
    public override string? Missing => "prefixes, taking over an assigned address; secondary addresses are kept and shown, not routed";

    protected override void Check(AssignPrivateIpAddressesRequest request) => Plan(request);

    protected override Task<AssignPrivateIpAddressesResult> HandleAsync(AssignPrivateIpAddressesRequest request, CancellationToken cancellationToken)
    {
        var (nic, added) = (book.Find(request.NetworkInterfaceId), Plan(request));
        cloud.State.Interfaces.Put(nic with { SecondaryAddresses = [.. nic.SecondaryAddresses, .. added] });
        return Task.FromResult(new AssignPrivateIpAddressesResult { NetworkInterfaceId = nic.InterfaceId, AssignedPrivateIpAddresses = [.. added.Select(address => new AssignedPrivateIpAddress { PrivateIpAddress = address })] });
    }

    private List<string> Plan(AssignPrivateIpAddressesRequest request)
    {
        if (request.Ipv4Prefixes.Count > 0 || request.Ipv4PrefixCount > 0 || request.AllowReassignment == true)
        {
            throw Ec2Errors.Unsupported("The local cloud assigns free addresses only, and no prefixes.");
        }

        InterfaceBook.CheckCount(request.SecondaryPrivateIpAddressCount);
        InterfaceBook.CheckCount(book.Find(request.NetworkInterfaceId).SecondaryAddresses.Count + request.PrivateIpAddresses.Count + (request.SecondaryPrivateIpAddressCount ?? 0));
        var subnet = cloud.State.Subnets.Find(book.Find(request.NetworkInterfaceId).SubnetId)!;
        var added = request.PrivateIpAddresses.Select(address => InterfaceBook.CheckFree(cloud, subnet, address)).ToList();
        for (var count = 0; count < (request.SecondaryPrivateIpAddressCount ?? 0); count++)
        {
            added.Add(InterfaceBook.FreeAddress(cloud, subnet, added));
        }

        return added is [] ? throw Ec2Errors.Missing("secondaryPrivateIpAddressCount or privateIpAddress") : added;
    }
}
