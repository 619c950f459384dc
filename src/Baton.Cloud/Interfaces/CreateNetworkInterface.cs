using Baton.Aws.Ec2;
using Baton.Cloud.Instances;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Interfaces;

internal sealed class CreateNetworkInterface(CloudContext cloud, InstanceView view) : TypedAction<CreateNetworkInterfaceRequest, CreateNetworkInterfaceResult>
{
    public override string? Missing => "IPv6, prefixes, EFA and trunk interfaces";

    protected override void Check(CreateNetworkInterfaceRequest request)
    {
        request.TagSpecifications.Check("network-interface");
        if (request.Ipv6Addresses.Count + request.Ipv4Prefixes.Count + request.Ipv6Prefixes.Count > 0 || request.Ipv6AddressCount > 0 || request.Ipv4PrefixCount > 0 || request.InterfaceType is not (null or "interface"))
        {
            throw Ec2Errors.Unsupported("The interfaces of the local cloud have IPv4 addresses, no prefixes, and are of the type interface.");
        }

        InterfaceBook.CheckCount(request.SecondaryPrivateIpAddressCount);
        Plan(request);
    }

    protected override Task<CreateNetworkInterfaceResult> HandleAsync(CreateNetworkInterfaceRequest request, CancellationToken cancellationToken)
    {
        if (cloud.State.Find(Name, request.ClientToken, Asked(request)) is { } known && cloud.State.Interfaces.Find(known) is { } before)
        {
            return Task.FromResult(new CreateNetworkInterfaceResult { NetworkInterface = view.ShowInterface(before), ClientToken = request.ClientToken });
        }

        var nic = Plan(request);
        cloud.State.SetTags(nic.InterfaceId, request.TagSpecifications.For("network-interface"));
        cloud.State.Interfaces.Put(nic);
        cloud.State.Remember(Name, request.ClientToken, Asked(request), nic.InterfaceId);
        return Task.FromResult(new CreateNetworkInterfaceResult { NetworkInterface = view.ShowInterface(nic) with { Status = "pending" }, ClientToken = request.ClientToken });
    }

    private static string Asked(CreateNetworkInterfaceRequest request) => string.Join('|', request.SubnetId, request.Description, request.PrivateIpAddress, string.Join(',', request.Groups));

    private InterfaceRecord Plan(CreateNetworkInterfaceRequest request)
    {
        var subnet = Ids.Find([request.SubnetId!], "subnet", "SubnetID", cloud.State.Subnets.Find)[0];
        var named = request.PrivateIpAddresses.Where(address => address.PrivateIpAddress is not null).ToList();
        var primary = request.PrivateIpAddress ?? named.Find(address => address.Primary == true)?.PrivateIpAddress;
        foreach (var address in named.Select(address => address.PrivateIpAddress!).Append(primary).OfType<string>().Distinct())
        {
            InterfaceBook.CheckFree(cloud, subnet, address);
        }

        var nic = InterfaceBook.New(cloud, subnet, InterfaceBook.Groups(cloud, request.Groups, [], subnet), primary);
        var secondary = named.Where(address => address.Primary != true && address.PrivateIpAddress != primary).Select(address => address.PrivateIpAddress!).ToList();
        for (var count = 0; count < (request.SecondaryPrivateIpAddressCount ?? 0); count++)
        {
            secondary.Add(InterfaceBook.FreeAddress(cloud, subnet, [nic.PrivateAddress, .. secondary]));
        }

        return nic with { Description = request.Description ?? "", SecondaryAddresses = secondary };
    }
}
