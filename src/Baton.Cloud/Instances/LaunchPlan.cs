using Baton.Aws.Ec2;
using Baton.Cloud.Interfaces;
using Baton.Cloud.Places;
using Baton.Cloud.Server;
using Baton.Cloud.State;
using Baton.Cloud.Types;
using Baton.Cloud.Vpcs;

namespace Baton.Cloud.Instances;

/// <summary>What RunInstances was asked, checked whole before anything is made.</summary>
internal sealed record LaunchPlan
{
    public required ImageRecord Image { get; init; }

    public required InstanceTypeSpec Type { get; init; }

    public required SubnetRecord Subnet { get; init; }

    public required IReadOnlyList<string> GroupIds { get; init; }

    public required IReadOnlyList<ImageDevice> Devices { get; init; }

    public required int Count { get; init; }

    public required bool AutoPublic { get; init; }

    public string? PrivateAddress { get; init; }

    /// <summary>Interfaces that are there already: the primary one first when it is one of them.</summary>
    public required IReadOnlyList<(int DeviceIndex, InterfaceRecord Interface)> Attached { get; init; }

    public static LaunchPlan From(RunInstancesRequest request, CloudContext cloud)
    {
        RefuseUnsupported(request);
        var image = FindImage(request, cloud);
        var type = FindType(request, image);
        var nic = request.NetworkInterfaces.FirstOrDefault(nic => nic.NetworkInterfaceId is null);
        var count = CountOf(request);
        var attached = FindAttached(request, type, count, cloud);
        var subnet = FindSubnet(request.SubnetId ?? nic?.SubnetId ?? attached.FirstOrDefault().Interface?.SubnetId, request.Placement?.AvailabilityZone, cloud);
        CheckKey(request.KeyName, cloud);
        CheckUserData(request.UserData);
        CheckQuota(type, count, cloud);
        request.TagSpecifications.Check("instance", "volume", "network-interface", "spot-instances-request", "elastic-gpu");
        return new()
        {
            Image = image,
            Type = type,
            Subnet = subnet,
            GroupIds = InterfaceBook.Groups(cloud, [.. request.SecurityGroupIds, .. nic?.Groups ?? []], request.SecurityGroups, subnet),
            Devices = DevicesFrom(image, request.BlockDeviceMappings, cloud),
            Count = count,
            AutoPublic = nic?.AssociatePublicIpAddress ?? subnet.MapPublicAddress,
            PrivateAddress = (request.PrivateIpAddress ?? nic?.PrivateIpAddress) is { } address ? InterfaceBook.CheckFree(cloud, subnet, address) : null,
            Attached = attached,
        };
    }

    private static int CountOf(RunInstancesRequest request)
    {
        var (least, most) = (request.MinCount ?? 1, request.MaxCount ?? 1);
        return least < 1 || most < least
            ? throw Ec2Errors.InvalidValue($"Value ({least}) for parameter minCount is invalid. It must be at least 1 and at most maxCount ({most}).")
            : most;
    }

    private static List<(int DeviceIndex, InterfaceRecord Interface)> FindAttached(RunInstancesRequest request, InstanceTypeSpec type, int count, CloudContext cloud)
    {
        var named = request.NetworkInterfaces.Where(nic => nic.NetworkInterfaceId is not null).OrderBy(nic => nic.DeviceIndex)
            .Select(nic => (DeviceIndex: nic.DeviceIndex ?? 0, Interface: Ids.Find([nic.NetworkInterfaceId!], "eni", "NetworkInterfaceID", cloud.State.Interfaces.Find)[0])).ToList();
        if (named.Count > 0 && count > 1)
        {
            throw Ec2Errors.InvalidCombination("Network interfaces that exist can be attached to one instance only.");
        }

        if (named.Find(one => one.Interface.InstanceId is not null).Interface is { } busy)
        {
            throw new Baton.Aws.Wire.AwsException("InvalidNetworkInterface.InUse", $"Interface: {busy.InterfaceId} in use.");
        }

        if (request.NetworkInterfaces.Count > 0 && request.NetworkInterfaces.Select(nic => nic.DeviceIndex ?? 0).Distinct().Count() != request.NetworkInterfaces.Count)
        {
            throw Ec2Errors.InvalidValue("Each network interface needs a device index of its own.");
        }

        if (request.NetworkInterfaces.Count > 0 && request.NetworkInterfaces.All(nic => (nic.DeviceIndex ?? 0) != 0))
        {
            throw Ec2Errors.InvalidValue("The network interface at device index 0 is missing.");
        }

        return request.NetworkInterfaces.Count > type.MostInterfaces
            ? throw new Baton.Aws.Wire.AwsException("AttachmentLimitExceeded", $"Interface count {request.NetworkInterfaces.Count} exceeds the limit for {type.Name}")
            : named;
    }

    private static void CheckKey(string? name, CloudContext cloud)
    {
        if (name is not null && !cloud.State.KeyPairs.All.Any(pair => pair.Name == name))
        {
            throw Ec2Errors.NotFound("KeyPair", name);
        }
    }

    private static void CheckUserData(string? data)
    {
        const int Most = 16384;
        var bytes = new byte[data?.Length ?? 0];
        if (data is not null && !Convert.TryFromBase64String(data, bytes, out _))
        {
            throw Ec2Errors.InvalidValue("Invalid BASE64 encoding of user data");
        }

        if (data is not null && Convert.FromBase64String(data).Length > Most)
        {
            throw Ec2Errors.InvalidValue($"User data is limited to {Most} bytes");
        }
    }

    private static void RefuseUnsupported(RunInstancesRequest request)
    {
        if (request.InstanceMarketOptions is not null)
        {
            throw Ec2Errors.Unsupported("The local cloud has no Spot Instances.");
        }

        if (request.HibernationOptions?.Configured == true)
        {
            throw Ec2Errors.Unsupported("The local cloud cannot hibernate instances.");
        }

        if (request.NetworkInterfaces.Count(nic => nic.NetworkInterfaceId is null) > 1)
        {
            throw Ec2Errors.Unsupported("The local cloud makes one network interface with an instance; make the others before, and name them.");
        }

        if (request.NetworkInterfaces.Count > 0 && (request.SecurityGroupIds.Count > 0 || request.SecurityGroups.Count > 0 || request.SubnetId is not null))
        {
            throw Ec2Errors.InvalidCombination("Network interfaces and an instance-level subnet ID or security groups may not be specified on the same request");
        }
    }

    private static ImageRecord FindImage(RunInstancesRequest request, CloudContext cloud)
    {
        var id = Parameters.Parameter.ResolveImage(request.ImageId ?? throw Ec2Errors.Missing("ImageId"), cloud);
        var image = cloud.VisibleImage(Ids.Check(id, "ami", "AMIID")) ?? throw new Baton.Aws.Wire.AwsException("InvalidAMIID.NotFound", $"The image id '[{id}]' does not exist");
        return image.State == "available" ? image : throw new Baton.Aws.Wire.AwsException("InvalidAMIID.Unavailable", $"The image ID '{id}' is not available: it is {image.State}");
    }

    private static InstanceTypeSpec FindType(RunInstancesRequest request, ImageRecord image)
    {
        var name = request.InstanceType ?? "m1.small";
        var type = InstanceTypes.Find(name) ?? throw Ec2Errors.InvalidValue($"Invalid value '{name}' for InstanceType.");
        return type.Architecture == image.Architecture
            ? type
            : throw Ec2Errors.InvalidValue($"The architecture '{type.Architecture}' of the specified instance type does not match the architecture '{image.Architecture}' of the specified AMI. Specify an instance type and an AMI that have matching architectures, and try again.");
    }

    private static SubnetRecord FindSubnet(string? id, string? zone, CloudContext cloud)
    {
        if (id is not null)
        {
            return Ids.Find([id], "subnet", "SubnetID", cloud.State.Subnets.Find)[0];
        }

        if (zone is not null && !cloud.Zones.Contains(zone))
        {
            throw Ec2Errors.InvalidValue($"Invalid availability zone: [{zone}]");
        }

        VpcParts.Default(cloud);
        return cloud.State.Subnets.All.Where(subnet => subnet.IsDefault && subnet.Zone == (zone ?? subnet.Zone)).OrderBy(subnet => subnet.Zone, StringComparer.Ordinal).FirstOrDefault()
            ?? throw new Baton.Aws.Wire.AwsException("MissingInput", $"No subnets found for the default VPC '{cloud.State.DefaultVpc!.VpcId}'. Please specify a subnet.");
    }

    private static void CheckQuota(InstanceTypeSpec type, int count, CloudContext cloud)
    {
        var used = cloud.State.Instances.All
            .Where(instance => instance.State is InstanceStateName.Pending or InstanceStateName.Running)
            .Sum(instance => InstanceTypes.Find(instance.InstanceType)!.Vcpus);
        if (used + ((long)count * type.Vcpus) > cloud.Options.VcpuQuota)
        {
            throw new Baton.Aws.Wire.AwsException(
                "VcpuLimitExceeded",
                $"You have requested more vCPU capacity than your current vCPU limit of {cloud.Options.VcpuQuota} allows for the instance bucket that the specified instance type belongs to.");
        }
    }

    private static List<ImageDevice> DevicesFrom(ImageRecord image, IReadOnlyList<BlockDeviceMapping> mappings, CloudContext cloud)
    {
        var devices = image.Devices.ToDictionary(device => device.DeviceName);
        foreach (var mapping in mappings)
        {
            var name = mapping.DeviceName ?? throw Ec2Errors.Missing("BlockDeviceMapping.DeviceName");
            if (mapping.NoDevice is not null)
            {
                devices.Remove(name);
            }
            else if (mapping.Ebs is { } ebs)
            {
                devices[name] = BlockDevices.Merge(devices.GetValueOrDefault(name), name, ebs, cloud);
            }
        }

        return devices.ContainsKey(image.RootDeviceName)
            ? [.. devices.Values]
            : throw Ec2Errors.InvalidValue($"The root device '{image.RootDeviceName}' cannot be left out.");
    }
}
