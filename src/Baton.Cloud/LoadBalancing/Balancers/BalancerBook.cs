using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Baton.Aws.Elb;
using Baton.Aws.Wire;
using Baton.Cloud.Instances;
using Baton.Cloud.Interfaces;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.Balancers;

/// <summary>Finds load balancers, and puts them into subnets.</summary>
internal sealed class BalancerBook(CloudContext cloud)
{
    private const string Range = "127.44.0.0/16";

    public BalancerRecord Find(string? arn) => cloud.State.Balancers.Find(arn) ?? throw ElbErrors.NoBalancer(arn);

    /// <summary>Subnets of one VPC, in as many zones. Throws AWS's errors.</summary>
    public IReadOnlyList<(SubnetRecord Subnet, string? Address)> Subnets(IReadOnlyList<string> ids, IReadOnlyList<SubnetMapping> mappings, bool isNetwork)
    {
        if (ids.Count > 0 && mappings.Count > 0)
        {
            throw ElbErrors.Invalid("You must specify either subnets or subnet mappings, not both.");
        }

        if (mappings.Any(mapping => mapping.AllocationId is not null || mapping.IPv6Address is not null))
        {
            throw ElbErrors.Unsupported("Elastic IPs and IPv6 addresses of load balancers.");
        }

        var found = ids.Select(id => (Id: id, Address: (string?)null)).Concat(mappings.Select(mapping => (Id: mapping.SubnetId ?? "", Address: mapping.PrivateIPv4Address)))
            .Select(asked => (Subnet: cloud.State.Subnets.Find(asked.Id) ?? throw new AwsException("SubnetNotFound", $"The subnet ID '{asked.Id}' does not exist"), asked.Address)).ToList();
        if (found.Count == 0 || (!isNetwork && found.DistinctBy(pair => pair.Subnet.Zone).Count() < 2))
        {
            throw ElbErrors.Invalid(isNetwork ? "You must specify subnets." : "At least two subnets in two different Availability Zones must be specified");
        }

        if (found.DistinctBy(pair => pair.Subnet.Zone).Count() < found.Count)
        {
            throw ElbErrors.Configuration("A load balancer cannot be attached to multiple subnets in the same Availability Zone");
        }

        return found.DistinctBy(pair => pair.Subnet.VpcId).Count() == 1 ? found : throw new AwsException("InvalidSubnet", "All subnets must belong to the same VPC.");
    }

    /// <summary>Groups of the VPC; an application load balancer has the default one when none is named.</summary>
    public IReadOnlyList<string> Groups(IReadOnlyList<string> ids, string vpcId, bool isNetwork)
    {
        if (ids.FirstOrDefault(id => cloud.State.Groups.Find(id)?.VpcId != vpcId) is { } wrong)
        {
            throw new AwsException("InvalidSecurityGroup", $"The security group '{wrong}' does not exist in the VPC '{vpcId}'");
        }

        return ids.Count > 0 || isNetwork ? [.. ids.Distinct()] : [cloud.State.Groups.All.First(group => group.Name == "default" && group.VpcId == vpcId).GroupId];
    }

    /// <summary>Gives a load balancer an interface in each of the subnets, and no others. In each it has a private address, which rules may name.</summary>
    public void Place(BalancerRecord balancer, IReadOnlyList<(SubnetRecord Subnet, string? Address)> subnets)
    {
        var before = cloud.State.InterfacesByBalancer[balancer.Arn];
        foreach (var nic in before.Where(nic => !subnets.Any(pair => pair.Subnet.SubnetId == nic.SubnetId)))
        {
            cloud.State.Interfaces.Remove(nic.InterfaceId);
        }

        var description = $"ELB {balancer.Arn[(balancer.Arn.IndexOf('/', StringComparison.Ordinal) + 1)..]}";
        foreach (var (subnet, address) in subnets.Where(pair => !before.Any(nic => nic.SubnetId == pair.Subnet.SubnetId)))
        {
            var free = address is null ? null : InterfaceBook.CheckFree(cloud, subnet, address);
            cloud.State.Interfaces.Put(InterfaceBook.New(cloud, subnet, balancer.GroupIds, free) with { BalancerArn = balancer.Arn, Description = description });
        }
    }

    /// <summary>An address on loopback that no load balancer of any place has.</summary>
    public string NewAddress()
    {
        var taken = cloud.Places.All.SelectMany(place => place.Cloud.State.Balancers.All).Concat(cloud.State.Balancers.All).Select(balancer => balancer.Address).ToHashSet();
        // As with Elastic IPs, clouds of one computer begin in blocks of their own.
        var block = 1 + (SHA256.HashData(Encoding.UTF8.GetBytes(cloud.Options.StateDirectory))[0] % 254);
        var own = Range.Replace(".0.0/16", string.Create(CultureInfo.InvariantCulture, $".{block}.0/24"), StringComparison.Ordinal);
        return Addresses.FirstFree(own, taken.Contains) ?? Addresses.FirstFree(Range, taken.Contains)!;
    }

    public LoadBalancer Show(BalancerRecord balancer, string state = "active") => new()
    {
        LoadBalancerArn = balancer.Arn,
        LoadBalancerName = balancer.Name,
        DNSName = balancer.DnsName,
        // Those of us-east-1, which aliases name; the name server goes by the DNS name.
        CanonicalHostedZoneId = balancer.IsNetwork ? "Z26RNL4JYFTOTI" : "Z35SXDOTRQ7X7K",
        CreatedTime = balancer.CreatedAt,
        Scheme = balancer.IsInternal ? "internal" : "internet-facing",
        VpcId = balancer.VpcId,
        State = new() { Code = state },
        Type = balancer.IsNetwork ? "network" : "application",
        AvailabilityZones = Zones(balancer),
        SecurityGroups = balancer.GroupIds,
        IpAddressType = "ipv4",
    };

    public IReadOnlyList<AvailabilityZone> Zones(BalancerRecord balancer) =>
    [
        .. cloud.State.InterfacesByBalancer[balancer.Arn].Select(nic => new AvailabilityZone
        {
            ZoneName = cloud.State.Subnets.Find(nic.SubnetId)!.Zone, SubnetId = nic.SubnetId,
            LoadBalancerAddresses = [new() { IpAddress = balancer.Address, PrivateIPv4Address = nic.PrivateAddress }],
        }).OrderBy(zone => zone.ZoneName, StringComparer.Ordinal),
    ];
}
