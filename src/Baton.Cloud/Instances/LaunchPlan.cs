using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;
using Baton.Cloud.Types;

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

    public static LaunchPlan From(RunInstancesRequest request, CloudContext cloud)
    {
        RefuseUnsupported(request);
        var image = FindImage(request, cloud);
        var type = FindType(request, image);
        var nic = request.NetworkInterfaces is [var only, ..] ? only : null;
        var subnet = FindSubnet(request.SubnetId ?? nic?.SubnetId, request.Placement?.AvailabilityZone, cloud);
        var count = CountOf(request);
        CheckKey(request.KeyName, cloud);
        CheckQuota(type, count, cloud);
        request.TagSpecifications.Check("instance", "volume", "network-interface", "spot-instances-request", "elastic-gpu");
        return new()
        {
            Image = image,
            Type = type,
            Subnet = subnet,
            GroupIds = FindGroups([.. request.SecurityGroupIds, .. nic?.Groups ?? []], request.SecurityGroups, subnet, cloud),
            Devices = DevicesFrom(image, request.BlockDeviceMappings, cloud),
            Count = count,
            AutoPublic = nic?.AssociatePublicIpAddress ?? true,
            PrivateAddress = FindPrivateAddress(request.PrivateIpAddress ?? nic?.PrivateIpAddress, subnet, cloud),
        };
    }

    private static int CountOf(RunInstancesRequest request)
    {
        var (least, most) = (request.MinCount ?? 1, request.MaxCount ?? 1);
        return least < 1 || most < least
            ? throw Ec2Errors.InvalidValue($"Value ({least}) for parameter minCount is invalid. It must be at least 1 and at most maxCount ({most}).")
            : most;
    }

    private static void CheckKey(string? name, CloudContext cloud)
    {
        if (name is not null && !cloud.State.KeyPairs.All.Any(pair => pair.Name == name))
        {
            throw Ec2Errors.NotFound("KeyPair", name);
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

        if (request.LaunchTemplate is not null)
        {
            throw Ec2Errors.Unsupported("The local cloud has no launch templates yet.");
        }

        if (request.NetworkInterfaces.Count > 1 || request.NetworkInterfaces.Any(nic => nic.NetworkInterfaceId is not null))
        {
            throw Ec2Errors.Unsupported("An instance of the local cloud has exactly one network interface, made with it.");
        }

        if (request.NetworkInterfaces.Count == 1 && (request.SecurityGroupIds.Count > 0 || request.SecurityGroups.Count > 0 || request.SubnetId is not null))
        {
            throw Ec2Errors.InvalidCombination("Network interfaces and an instance-level subnet ID or security groups may not be specified on the same request");
        }
    }

    private static ImageRecord FindImage(RunInstancesRequest request, CloudContext cloud)
    {
        var id = request.ImageId ?? throw Ec2Errors.Missing("ImageId");
        var image = cloud.State.Images.Find(Ids.Check(id, "ami", "AMIID")) ?? throw new Baton.Aws.Wire.AwsException("InvalidAMIID.NotFound", $"The image id '[{id}]' does not exist");
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
            return cloud.State.Subnets.Find(id) ?? throw Ec2Errors.NotFound("SubnetID", id);
        }

        if (zone is not null && !cloud.Zones.Contains(zone))
        {
            throw Ec2Errors.InvalidValue($"Invalid availability zone: [{zone}]");
        }

        return cloud.State.Subnets.All.First(subnet => subnet.Zone == (zone ?? cloud.Zones[0]));
    }

    private static List<string> FindGroups(IReadOnlyList<string> ids, IReadOnlyList<string> names, SubnetRecord subnet, CloudContext cloud)
    {
        var groups = cloud.State.Groups;
        var found = ids.Select(id => groups.Find(Ids.Check(id, "sg", "GroupId"))?.GroupId ?? throw Ec2Errors.NotFound("Group", id)).ToList();
        found.AddRange(names.Select(name => groups.All.FirstOrDefault(group => group.Name == name && group.VpcId == subnet.VpcId)?.GroupId ?? throw Ec2Errors.NotFound("Group", name)));
        return found is [] ? [groups.All.First(group => group.Name == "default" && group.VpcId == subnet.VpcId).GroupId] : [.. found.Distinct()];
    }

    private static string? FindPrivateAddress(string? address, SubnetRecord subnet, CloudContext cloud)
    {
        if (address is null)
        {
            return null;
        }

        if (!System.Net.IPAddress.TryParse(address, out var parsed) || !System.Net.IPNetwork.Parse(subnet.Cidr).Contains(parsed))
        {
            throw Ec2Errors.InvalidValue($"Address {address} does not fall within the subnet's address range");
        }

        return cloud.State.Interfaces.All.Any(nic => nic.PrivateAddress == address)
            ? throw new Baton.Aws.Wire.AwsException("InvalidIPAddress.InUse", $"Address {address} is in use.")
            : address;
    }

    private static void CheckQuota(InstanceTypeSpec type, int count, CloudContext cloud)
    {
        var used = cloud.State.Instances.All
            .Where(instance => instance.State is InstanceStateName.Pending or InstanceStateName.Running)
            .Sum(instance => InstanceTypes.Find(instance.InstanceType)!.Vcpus);
        if (used + (count * type.Vcpus) > cloud.Options.VcpuQuota)
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
