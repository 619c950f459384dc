using Baton.Aws.Ec2;
using Baton.Engine.Steps;
using Baton.Operations.Cloud;
using Baton.Operations.Discovery;

namespace Baton.Operations.Resizing;

/// <summary>The request for a machine: all that an image does not carry is said here.</summary>
internal static class LaunchRequest
{
    public static RunInstancesRequest Build(LaunchSetting setting, string imageId, string? userData, StepContext context)
    {
        var tags = RunTags.Of(context, setting.Name);
        IReadOnlyList<Tag> own = [.. (setting.Like?.Tags ?? []).Where(tag => tag.Key != RunTags.Name).Select(tag => new Tag { Key = tag.Key, Value = tag.Value })];
        var request = new RunInstancesRequest
        {
            ImageId = imageId,
            InstanceType = setting.InstanceType,
            MinCount = 1,
            MaxCount = 1,
            ClientToken = context.Token,
            KeyName = setting.KeyName(),
            UserData = userData,
            NetworkInterfaces =
            [
                new()
                {
                    DeviceIndex = 0,
                    SubnetId = setting.SubnetId,
                    Groups = setting.SecurityGroupIds(),
                    AssociatePublicIpAddress = setting.PublicAddress,
                    DeleteOnTermination = true,
                },
            ],
            BlockDeviceMappings =
            [
                .. setting.DeleteWithIt.Select(device => new BlockDeviceMapping { DeviceName = device, Ebs = new() { DeleteOnTermination = true } }),
                .. setting.NewVolumes.Select(Mapping),
            ],
            MetadataOptions = setting.RequireTokens ? new() { HttpTokens = "required" } : null,
            TagSpecifications = [RunTags.On("instance", [.. own, .. tags]), RunTags.On("volume", tags), RunTags.On("network-interface", tags)],
        };
        return setting.Like is { } like ? Like(request, like) : request;
    }

    private static BlockDeviceMapping Mapping(NewVolume volume) =>
        new() { DeviceName = volume.Device, Ebs = new() { VolumeSize = volume.SizeGiB, VolumeType = volume.Type, DeleteOnTermination = volume.IsRoot } };

    private static RunInstancesRequest Like(RunInstancesRequest request, InstanceModel like) => request with
    {
        IamInstanceProfile = like.ProfileArn is { } arn ? new() { Arn = arn } : null,
        EbsOptimized = like.EbsOptimized ? true : null,
        Monitoring = like.Monitoring ? new() { Enabled = true } : null,
        DisableApiTermination = like.TerminationProtection ? true : null,
        InstanceInitiatedShutdownBehavior = like.ShutdownBehavior,
        Placement = like.Tenancy is null or "default" && like.PlacementGroup is null ? null : new() { Tenancy = like.Tenancy, GroupName = like.PlacementGroup },
        MetadataOptions = like.Metadata is { } metadata
            ? new()
            {
                HttpTokens = metadata.Tokens,
                HttpPutResponseHopLimit = metadata.HopLimit,
                HttpEndpoint = metadata.Endpoint,
                InstanceMetadataTags = metadata.InstanceTags,
            }
            : null,
    };
}
