using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.ElasticIps;

internal sealed class DescribeAddresses(CloudContext cloud, AddressBook book) : TypedAction<DescribeAddressesRequest, DescribeAddressesResult>
{
    private static readonly FilterSet<Address> Filters = new(
        address => Fields.Tags(address.Tags),
        new Dictionary<string, Func<Address, IEnumerable<string?>>>
        {
            ["allocation-id"] = address => Fields.One(address.AllocationId),
            ["association-id"] = address => Fields.One(address.AssociationId),
            ["domain"] = address => Fields.One(address.Domain),
            ["instance-id"] = address => Fields.One(address.InstanceId),
            ["network-border-group"] = address => Fields.One(address.NetworkBorderGroup),
            ["network-interface-id"] = address => Fields.One(address.NetworkInterfaceId),
            ["network-interface-owner-id"] = address => Fields.One(address.NetworkInterfaceOwnerId),
            ["private-ip-address"] = address => Fields.One(address.PrivateIpAddress),
            ["public-ip"] = address => Fields.One(address.PublicIp),
        });

    protected override Task<DescribeAddressesResult> HandleAsync(DescribeAddressesRequest request, CancellationToken cancellationToken)
    {
        var asked = request.AllocationIds.Select(id => book.Find(id, null)).Concat(request.PublicIps.Select(ip => book.Find(null, ip))).Distinct().ToList();
        var records = request.AllocationIds.Count + request.PublicIps.Count == 0 ? cloud.State.Addresses.All : asked;
        return Task.FromResult(new DescribeAddressesResult { Addresses = [.. Filters.Apply(records.Select(Show), request.Filters)] });
    }

    private Address Show(AddressRecord address)
    {
        var nic = cloud.State.Interfaces.Find(address.InterfaceId);
        return new()
        {
            PublicIp = address.PublicAddress,
            AllocationId = address.AllocationId,
            AssociationId = address.AssociationId,
            Domain = "vpc",
            InstanceId = nic?.InstanceId,
            NetworkInterfaceId = nic?.InterfaceId,
            NetworkInterfaceOwnerId = nic is null ? null : cloud.Options.AccountId,
            PrivateIpAddress = nic?.PrivateAddress,
            PublicIpv4Pool = "amazon",
            NetworkBorderGroup = cloud.Options.Region,
            Tags = cloud.State.TagList(address.AllocationId),
        };
    }
}
