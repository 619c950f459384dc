using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Instances;

/// <summary>The filters of DescribeInstances, on instances as they are shown.</summary>
internal static class InstanceFilters
{
    public static FilterSet<(Reservation Reservation, Instance Instance)> All { get; } = new(
        item => Fields.Tags(item.Instance.Tags),
        new Dictionary<string, Func<(Reservation Reservation, Instance Instance), IEnumerable<string?>>>
        {
            ["architecture"] = item => Fields.One(item.Instance.Architecture),
            ["availability-zone"] = item => Fields.One(item.Instance.Placement?.AvailabilityZone),
            ["block-device-mapping.attach-time"] = item => item.Instance.BlockDeviceMappings.SelectMany(device => Fields.One(device.Ebs?.AttachTime)),
            ["block-device-mapping.delete-on-termination"] = item => item.Instance.BlockDeviceMappings.SelectMany(device => Fields.One(device.Ebs?.DeleteOnTermination == true)),
            ["block-device-mapping.device-name"] = item => item.Instance.BlockDeviceMappings.Select(device => device.DeviceName),
            ["block-device-mapping.status"] = item => item.Instance.BlockDeviceMappings.Select(device => device.Ebs?.Status),
            ["block-device-mapping.volume-id"] = item => item.Instance.BlockDeviceMappings.Select(device => device.Ebs?.VolumeId),
            ["boot-mode"] = item => Fields.One(item.Instance.BootMode),
            ["client-token"] = item => Fields.One(item.Instance.ClientToken),
            ["dns-name"] = item => Fields.One(item.Instance.PublicDnsName),
            ["group-id"] = item => item.Instance.SecurityGroups.Select(group => group.GroupId),
            ["group-name"] = item => item.Instance.SecurityGroups.Select(group => group.GroupName),
            ["hypervisor"] = item => Fields.One(item.Instance.Hypervisor),
            ["iam-instance-profile.arn"] = item => Fields.One(item.Instance.IamInstanceProfile?.Arn),
            ["image-id"] = item => Fields.One(item.Instance.ImageId),
            ["instance-id"] = item => Fields.One(item.Instance.InstanceId),
            ["instance-lifecycle"] = item => Fields.One(item.Instance.InstanceLifecycle),
            ["instance-state-code"] = item => Fields.One(item.Instance.State?.Code),
            ["instance-state-name"] = item => Fields.One(item.Instance.State?.Name),
            ["instance-type"] = item => Fields.One(item.Instance.InstanceType),
            ["instance.group-id"] = item => item.Instance.SecurityGroups.Select(group => group.GroupId),
            ["instance.group-name"] = item => item.Instance.SecurityGroups.Select(group => group.GroupName),
            ["ip-address"] = item => Fields.One(item.Instance.PublicIpAddress),
            ["key-name"] = item => Fields.One(item.Instance.KeyName),
            ["launch-index"] = item => Fields.One(item.Instance.AmiLaunchIndex),
            ["launch-time"] = item => Fields.One(item.Instance.LaunchTime),
            ["monitoring-state"] = item => Fields.One(item.Instance.Monitoring?.State),
            ["network-interface.network-interface-id"] = item => item.Instance.NetworkInterfaces.Select(nic => nic.NetworkInterfaceId),
            ["network-interface.addresses.private-ip-address"] = item => item.Instance.NetworkInterfaces.Select(nic => nic.PrivateIpAddress),
            ["network-interface.addresses.association.public-ip"] = item => item.Instance.NetworkInterfaces.Select(nic => nic.Association?.PublicIp),
            ["network-interface.association.public-ip"] = item => item.Instance.NetworkInterfaces.Select(nic => nic.Association?.PublicIp),
            ["owner-id"] = item => Fields.One(item.Reservation.OwnerId),
            ["private-dns-name"] = item => Fields.One(item.Instance.PrivateDnsName),
            ["private-ip-address"] = item => Fields.One(item.Instance.PrivateIpAddress),
            ["reservation-id"] = item => Fields.One(item.Reservation.ReservationId),
            ["root-device-name"] = item => Fields.One(item.Instance.RootDeviceName),
            ["root-device-type"] = item => Fields.One(item.Instance.RootDeviceType),
            ["source-dest-check"] = item => Fields.One(item.Instance.SourceDestCheck == true),
            ["subnet-id"] = item => Fields.One(item.Instance.SubnetId),
            ["tenancy"] = item => Fields.One(item.Instance.Placement?.Tenancy),
            ["virtualization-type"] = item => Fields.One(item.Instance.VirtualizationType),
            ["vpc-id"] = item => Fields.One(item.Instance.VpcId),
        });
}
