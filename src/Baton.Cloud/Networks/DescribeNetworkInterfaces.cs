using Baton.Aws.Ec2;
using Baton.Cloud.Instances;
using Baton.Cloud.Server;

namespace Baton.Cloud.Networks;

internal sealed class DescribeNetworkInterfaces(CloudContext cloud, InstanceView view) : TypedAction<DescribeNetworkInterfacesRequest, DescribeNetworkInterfacesResult>
{
    private static readonly FilterSet<NetworkInterface> Filters = new(
        nic => Fields.Tags(nic.TagSet),
        new Dictionary<string, Func<NetworkInterface, IEnumerable<string?>>>
        {
            ["addresses.association.owner-id"] = nic => Fields.One(nic.Association?.IpOwnerId),
            ["association.public-dns-name"] = nic => Fields.One(nic.Association?.PublicDnsName),
            ["requester-managed"] = nic => Fields.One(nic.RequesterManaged == true),
            ["addresses.association.public-ip"] = nic => Fields.One(nic.Association?.PublicIp),
            ["addresses.primary"] = nic => nic.PrivateIpAddresses.SelectMany(address => Fields.One(address.Primary == true)),
            ["addresses.private-ip-address"] = nic => nic.PrivateIpAddresses.Select(address => address.PrivateIpAddress),
            ["association.allocation-id"] = nic => Fields.One(nic.Association?.AllocationId),
            ["association.association-id"] = nic => Fields.One(nic.Association?.AssociationId),
            ["association.ip-owner-id"] = nic => Fields.One(nic.Association?.IpOwnerId),
            ["association.public-ip"] = nic => Fields.One(nic.Association?.PublicIp),
            ["attachment.attach-time"] = nic => Fields.One(nic.Attachment?.AttachTime),
            ["attachment.delete-on-termination"] = nic => Fields.One(nic.Attachment?.DeleteOnTermination == true),
            ["attachment.instance-owner-id"] = nic => Fields.One(nic.Attachment?.InstanceOwnerId),
            ["attachment.attachment-id"] = nic => Fields.One(nic.Attachment?.AttachmentId),
            ["attachment.device-index"] = nic => Fields.One(nic.Attachment?.DeviceIndex),
            ["attachment.instance-id"] = nic => Fields.One(nic.Attachment?.InstanceId),
            ["attachment.status"] = nic => Fields.One(nic.Attachment?.Status),
            ["availability-zone"] = nic => Fields.One(nic.AvailabilityZone),
            ["description"] = nic => Fields.One(nic.Description),
            ["group-id"] = nic => nic.Groups.Select(group => group.GroupId),
            ["group-name"] = nic => nic.Groups.Select(group => group.GroupName),
            ["interface-type"] = nic => Fields.One(nic.InterfaceType),
            ["mac-address"] = nic => Fields.One(nic.MacAddress),
            ["network-interface-id"] = nic => Fields.One(nic.NetworkInterfaceId),
            ["owner-id"] = nic => Fields.One(nic.OwnerId),
            ["private-dns-name"] = nic => Fields.One(nic.PrivateDnsName),
            ["private-ip-address"] = nic => Fields.One(nic.PrivateIpAddress),
            ["source-dest-check"] = nic => Fields.One(nic.SourceDestCheck == true),
            ["status"] = nic => Fields.One(nic.Status),
            ["subnet-id"] = nic => Fields.One(nic.SubnetId),
            ["vpc-id"] = nic => Fields.One(nic.VpcId),
        })
    {
        Absent = new HashSet<string>
        {
            "availability-zone-id", "ipv6-addresses.ipv6-address", "operator.managed", "operator.principal", "requester-id",
        },
    };

    protected override Task<DescribeNetworkInterfacesResult> HandleAsync(DescribeNetworkInterfacesRequest request, CancellationToken cancellationToken)
    {
        var records = request.NetworkInterfaceIds is [] ? cloud.State.Interfaces.All : Ids.Find(request.NetworkInterfaceIds, "eni", "NetworkInterfaceID", cloud.State.Interfaces.Find);
        var page = Page<NetworkInterface>.Of(Filters.Apply(records.Select(view.ShowInterface), request.Filters), request.MaxResults, request.NextToken);
        return Task.FromResult(new DescribeNetworkInterfacesResult { NetworkInterfaces = page.Items, NextToken = page.NextToken });
    }
}
