using System.Net;
using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Networks;

internal sealed class DescribeSubnets(CloudContext cloud) : TypedAction<DescribeSubnetsRequest, DescribeSubnetsResult>
{
    // AWS keeps the first four addresses and the last one of a subnet.
    private const int Reserved = 5;

    private static readonly FilterSet<Subnet> Filters = new(
        subnet => Fields.Tags(subnet.Tags),
        new Dictionary<string, Func<Subnet, IEnumerable<string?>>>
        {
            ["enable-dns64"] = subnet => Fields.One(subnet.EnableDns64 == true),
            ["ipv6-native"] = subnet => Fields.One(subnet.Ipv6Native == true),
            ["map-customer-owned-ip-on-launch"] = subnet => Fields.One(subnet.MapCustomerOwnedIpOnLaunch == true),
            ["private-dns-name-options-on-launch.hostname-type"] = subnet => Fields.One(subnet.PrivateDnsNameOptionsOnLaunch?.HostnameType),
            ["private-dns-name-options-on-launch.enable-resource-name-dns-a-record"] = subnet => Fields.One(subnet.PrivateDnsNameOptionsOnLaunch?.EnableResourceNameDnsARecord == true),
            ["private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record"] = subnet => Fields.One(subnet.PrivateDnsNameOptionsOnLaunch?.EnableResourceNameDnsAAAARecord == true),
            ["availability-zone"] = subnet => Fields.One(subnet.AvailabilityZone),
            ["availabilityZone"] = subnet => Fields.One(subnet.AvailabilityZone),
            ["availability-zone-id"] = subnet => Fields.One(subnet.AvailabilityZoneId),
            ["available-ip-address-count"] = subnet => Fields.One(subnet.AvailableIpAddressCount),
            ["cidr"] = subnet => Fields.One(subnet.CidrBlock),
            ["cidr-block"] = subnet => Fields.One(subnet.CidrBlock),
            ["cidrBlock"] = subnet => Fields.One(subnet.CidrBlock),
            ["default-for-az"] = subnet => Fields.One(subnet.DefaultForAz == true),
            ["defaultForAz"] = subnet => Fields.One(subnet.DefaultForAz == true),
            ["map-public-ip-on-launch"] = subnet => Fields.One(subnet.MapPublicIpOnLaunch == true),
            ["owner-id"] = subnet => Fields.One(subnet.OwnerId),
            ["state"] = subnet => Fields.One(subnet.State),
            ["subnet-arn"] = subnet => Fields.One(subnet.SubnetArn),
            ["subnet-id"] = subnet => Fields.One(subnet.SubnetId),
            ["vpc-id"] = subnet => Fields.One(subnet.VpcId),
        })
    {
        Absent = new HashSet<string>
        {
            "customer-owned-ipv4-pool", "enable-lni-at-device-index", "ipv6-cidr-block-association.ipv6-cidr-block", "ipv6-cidr-block-association.association-id",
            "ipv6-cidr-block-association.state", "outpost-arn",
        },
    };

    protected override Task<DescribeSubnetsResult> HandleAsync(DescribeSubnetsRequest request, CancellationToken cancellationToken)
    {
        var records = request.SubnetIds is [] ? cloud.State.Subnets.All : Ids.Find(request.SubnetIds, "subnet", "SubnetID", cloud.State.Subnets.Find);
        var page = Page<Subnet>.Of(Filters.Apply(records.Select(subnet => Show(subnet, cloud)), request.Filters), request.MaxResults, request.NextToken);
        return Task.FromResult(new DescribeSubnetsResult { Subnets = page.Items, NextToken = page.NextToken });
    }

    public static Subnet Show(SubnetRecord subnet, CloudContext cloud) => new()
    {
        SubnetId = subnet.SubnetId,
        SubnetArn = $"arn:aws:ec2:{cloud.Options.Region}:{cloud.Options.AccountId}:subnet/{subnet.SubnetId}",
        VpcId = subnet.VpcId,
        AvailabilityZone = subnet.Zone,
        AvailabilityZoneId = Zones.IdOf(subnet.Zone, cloud.Options.Region),
        AvailableIpAddressCount = (1 << (32 - IPNetwork.Parse(subnet.Cidr).PrefixLength)) - Reserved - cloud.State.Interfaces.All.Where(nic => nic.SubnetId == subnet.SubnetId).Sum(nic => 1 + nic.SecondaryAddresses.Count),
        CidrBlock = subnet.Cidr,
        DefaultForAz = subnet.IsDefault,
        MapPublicIpOnLaunch = subnet.MapPublicAddress,
        MapCustomerOwnedIpOnLaunch = false,
        AssignIpv6AddressOnCreation = false,
        EnableDns64 = false,
        Ipv6Native = false,
        OwnerId = cloud.Options.AccountId,
        PrivateDnsNameOptionsOnLaunch = new() { HostnameType = "ip-name", EnableResourceNameDnsARecord = false, EnableResourceNameDnsAAAARecord = false },
        State = "available",
        Tags = cloud.State.TagList(subnet.SubnetId),
    };
}
