using Baton.Aws.Ec2;

namespace Baton.Cloud.Templates;

/// <summary>The launch in a template as answers show it.</summary>
internal static class TemplateView
{
    public static ResponseLaunchTemplateData Show(RunInstancesRequest launch) => new()
    {
        EbsOptimized = launch.EbsOptimized,
        IamInstanceProfile = launch.IamInstanceProfile is not { } profile ? null : new() { Arn = profile.Arn, Name = profile.Name },
        BlockDeviceMappings = [.. launch.BlockDeviceMappings.Select(Show)],
        NetworkInterfaces = [.. launch.NetworkInterfaces.Select(Show)],
        ImageId = launch.ImageId,
        InstanceType = launch.InstanceType,
        KeyName = launch.KeyName,
        Monitoring = launch.Monitoring is not { } monitoring ? null : new() { Enabled = monitoring.Enabled },
        Placement = launch.Placement is not { } placement ? null : new() { AvailabilityZone = placement.AvailabilityZone, Tenancy = placement.Tenancy, GroupName = placement.GroupName },
        DisableApiTermination = launch.DisableApiTermination,
        DisableApiStop = launch.DisableApiStop,
        InstanceInitiatedShutdownBehavior = launch.InstanceInitiatedShutdownBehavior,
        UserData = launch.UserData,
        TagSpecifications = [.. launch.TagSpecifications.Select(one => new LaunchTemplateTagSpecification { ResourceType = one.ResourceType, Tags = one.Tags })],
        SecurityGroupIds = launch.SecurityGroupIds,
        SecurityGroups = launch.SecurityGroups,
        CreditSpecification = launch.CreditSpecification is not { } credit ? null : new() { CpuCredits = credit.CpuCredits },
        MetadataOptions = launch.MetadataOptions is not { } options ? null : new()
        {
            HttpTokens = options.HttpTokens, HttpPutResponseHopLimit = options.HttpPutResponseHopLimit, HttpEndpoint = options.HttpEndpoint, InstanceMetadataTags = options.InstanceMetadataTags,
        },
    };

    private static LaunchTemplateBlockDeviceMapping Show(BlockDeviceMapping mapping) => new()
    {
        DeviceName = mapping.DeviceName, NoDevice = mapping.NoDevice,
        Ebs = mapping.Ebs is not { } ebs ? null : new()
        {
            Encrypted = ebs.Encrypted, DeleteOnTermination = ebs.DeleteOnTermination, Iops = ebs.Iops, KmsKeyId = ebs.KmsKeyId, SnapshotId = ebs.SnapshotId, VolumeSize = ebs.VolumeSize,
            VolumeType = ebs.VolumeType, Throughput = ebs.Throughput,
        },
    };

    private static LaunchTemplateInstanceNetworkInterfaceSpecification Show(InstanceNetworkInterfaceSpecification nic) => new()
    {
        AssociatePublicIpAddress = nic.AssociatePublicIpAddress, DeleteOnTermination = nic.DeleteOnTermination, Description = nic.Description, DeviceIndex = nic.DeviceIndex, Groups = nic.Groups,
        NetworkInterfaceId = nic.NetworkInterfaceId, PrivateIpAddress = nic.PrivateIpAddress, SubnetId = nic.SubnetId,
    };
}
