using Baton.Aws.Ec2;
using Baton.Cloud.Interfaces;
using Baton.Cloud.Server;
using Baton.Cloud.State;
using Baton.Cloud.Types;

namespace Baton.Cloud.Instances;

/// <summary>Instances and interfaces as answers show them.</summary>
internal sealed class InstanceView(CloudContext cloud, PublicAddresses addresses)
{
    private CloudState State => cloud.State;

    private string Region => cloud.Options.Region;

    public Instance Show(InstanceRecord instance)
    {
        var nic = State.InterfaceOf(instance.InstanceId);
        var type = InstanceTypes.Find(instance.InstanceType)!;
        var shown = new Instance
        {
            InstanceId = instance.InstanceId,
            ImageId = instance.ImageId,
            InstanceType = instance.InstanceType,
            AmiLaunchIndex = instance.LaunchIndex,
            State = StateOf(instance.State),
            StateTransitionReason = instance.State is InstanceStateName.Running or InstanceStateName.Pending ? "" : instance.StateReason,
            StateReason = instance.StateReasonCode.Length == 0 ? null : new() { Code = instance.StateReasonCode, Message = instance.StateReason },
            LaunchTime = instance.LaunchTime,
            KeyName = instance.KeyName,
            Monitoring = new() { State = instance.DetailedMonitoring ? "enabled" : "disabled" },
            Placement = new() { AvailabilityZone = State.Subnets.Find(nic?.SubnetId)?.Zone ?? cloud.Zones[0], GroupName = "", Tenancy = "default" },
            PrivateDnsName = "",
            PublicDnsName = "",
            Architecture = instance.Architecture,
            BlockDeviceMappings = [.. State.VolumesOf(instance.InstanceId).Select(Device)],
            ClientToken = instance.ClientToken ?? "",
            EbsOptimized = instance.EbsOptimized,
            EnaSupport = instance.EnaSupport,
            Hypervisor = "xen",
            IamInstanceProfile = instance.ProfileArn is null ? null : new() { Arn = instance.ProfileArn, Id = "AIPALOCALCLOUD" },
            RootDeviceName = instance.RootDeviceName,
            RootDeviceType = "ebs",
            Tags = State.TagList(instance.InstanceId),
            VirtualizationType = "hvm",
            CpuOptions = new() { CoreCount = type.Cores, ThreadsPerCore = type.ThreadsPerCore },
            CapacityReservationSpecification = new() { CapacityReservationPreference = "open" },
            HibernationOptions = new() { Configured = false },
            MetadataOptions = Metadata(instance),
            EnclaveOptions = new() { Enabled = false },
            BootMode = instance.BootMode,
            PlatformDetails = "Linux/UNIX",
            UsageOperation = "RunInstances",
            UsageOperationUpdateTime = instance.LaunchTime,
            MaintenanceOptions = new() { AutoRecovery = "default" },
            PrivateDnsNameOptions = new() { HostnameType = "ip-name", EnableResourceNameDnsARecord = false, EnableResourceNameDnsAAAARecord = false },
        };
        // A terminated instance has no interface any more.
        return nic is null ? shown : WithNetwork(shown, nic);
    }

    private Instance WithNetwork(Instance shown, InterfaceRecord nic)
    {
        var subnet = State.Subnets.Find(nic.SubnetId)!;
        var publicAddress = addresses.Of(nic);
        return shown with
        {
            PrivateDnsName = Addresses.PrivateName(nic.PrivateAddress, Region),
            PrivateIpAddress = nic.PrivateAddress,
            PublicDnsName = publicAddress is null ? "" : Addresses.PublicName(publicAddress, Region),
            PublicIpAddress = publicAddress,
            SubnetId = nic.SubnetId,
            VpcId = subnet.VpcId,
            NetworkInterfaces = [.. State.InterfacesOf(shown.InstanceId!).Select(Interface)],
            SecurityGroups = Groups(nic.GroupIds),
            SourceDestCheck = nic.SourceDestCheck,
        };
    }

    public static InstanceState StateOf(InstanceStateName state) => new() { Code = (int)state, Name = NameOf(state) };

    public static string NameOf(InstanceStateName state) => state == InstanceStateName.ShuttingDown ? "shutting-down" : state.ToString().ToLowerInvariant();

    public static InstanceMetadataOptionsResponse Metadata(InstanceRecord instance) => new()
    {
        State = "applied",
        HttpTokens = instance.TokensRequired ? "required" : "optional",
        HttpPutResponseHopLimit = instance.HopLimit,
        HttpEndpoint = instance.MetadataEnabled ? "enabled" : "disabled",
        HttpProtocolIpv6 = "disabled",
        InstanceMetadataTags = instance.TagsInMetadata ? "enabled" : "disabled",
    };

    public IReadOnlyList<GroupIdentifier> Groups(IReadOnlyList<string> groupIds) =>
        [.. groupIds.Select(id => new GroupIdentifier { GroupId = id, GroupName = State.Groups.Find(id)?.Name })];

    public static InstanceBlockDeviceMapping Device(VolumeRecord volume) => new()
    {
        DeviceName = volume.Device,
        Ebs = new() { VolumeId = volume.VolumeId, Status = "attached", AttachTime = volume.AttachTime, DeleteOnTermination = volume.DeleteOnTermination },
    };

    public NetworkInterface ShowInterface(InterfaceRecord nic)
    {
        var subnet = State.Subnets.Find(nic.SubnetId)!;
        var elastic = State.AddressOf(nic.InterfaceId);
        var association = addresses.Of(nic) is not { } address ? null : new NetworkInterfaceAssociation
        {
            PublicIp = address, PublicDnsName = Addresses.PublicName(address, Region), IpOwnerId = elastic is null ? "amazon" : cloud.Options.AccountId,
            AllocationId = elastic?.AllocationId, AssociationId = elastic?.AssociationId,
        };
        var name = Addresses.PrivateName(nic.PrivateAddress, Region);
        return new()
        {
            NetworkInterfaceId = nic.InterfaceId,
            Association = association,
            Attachment = InterfaceBook.Attachment(nic, cloud.Options.AccountId),
            AvailabilityZone = subnet.Zone,
            Description = nic.Description,
            Groups = Groups(nic.GroupIds),
            InterfaceType = nic.BalancerArn?.Contains("/net/", StringComparison.Ordinal) == true ? "network_load_balancer" : "interface",
            MacAddress = nic.MacAddress,
            OwnerId = cloud.Options.AccountId,
            PrivateDnsName = name,
            PrivateIpAddress = nic.PrivateAddress,
            PrivateIpAddresses =
            [
                new() { Primary = true, PrivateIpAddress = nic.PrivateAddress, PrivateDnsName = name, Association = association },
                .. nic.SecondaryAddresses.Select(address => new NetworkInterfacePrivateIpAddress { Primary = false, PrivateIpAddress = address, PrivateDnsName = Addresses.PrivateName(address, Region) }),
            ],
            RequesterManaged = nic.BalancerArn is not null,
            RequesterId = nic.BalancerArn is null ? null : "amazon-elb",
            SourceDestCheck = nic.SourceDestCheck,
            Status = nic.InstanceId is null && nic.BalancerArn is null ? "available" : "in-use",
            SubnetId = nic.SubnetId,
            TagSet = State.TagList(nic.InterfaceId),
            VpcId = subnet.VpcId,
        };
    }

    private InstanceNetworkInterface Interface(InterfaceRecord nic)
    {
        var subnet = State.Subnets.Find(nic.SubnetId)!;
        var association = addresses.Of(nic) is not { } address ? null : new InstanceNetworkInterfaceAssociation
        {
            PublicIp = address, PublicDnsName = Addresses.PublicName(address, Region), IpOwnerId = State.AddressOf(nic.InterfaceId) is null ? "amazon" : cloud.Options.AccountId,
        };
        var name = Addresses.PrivateName(nic.PrivateAddress, Region);
        return new()
        {
            Association = association,
            Attachment = new() { AttachmentId = nic.AttachmentId, AttachTime = nic.AttachTime, DeleteOnTermination = nic.DeleteOnTermination, DeviceIndex = nic.DeviceIndex, NetworkCardIndex = 0, Status = "attached" },
            Description = nic.Description,
            Groups = Groups(nic.GroupIds),
            MacAddress = nic.MacAddress,
            NetworkInterfaceId = nic.InterfaceId,
            OwnerId = cloud.Options.AccountId,
            PrivateDnsName = name,
            PrivateIpAddress = nic.PrivateAddress,
            PrivateIpAddresses =
            [
                new() { Primary = true, PrivateIpAddress = nic.PrivateAddress, PrivateDnsName = name, Association = association },
                .. nic.SecondaryAddresses.Select(address => new InstancePrivateIpAddress { Primary = false, PrivateIpAddress = address, PrivateDnsName = Addresses.PrivateName(address, Region) }),
            ],
            SourceDestCheck = nic.SourceDestCheck,
            Status = "in-use",
            SubnetId = nic.SubnetId,
            VpcId = subnet.VpcId,
            InterfaceType = "interface",
        };
    }
}
