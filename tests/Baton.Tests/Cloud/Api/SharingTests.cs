using Baton.Aws.Client;
using Baton.Aws.Ec2;
using Baton.Aws.Wire;

namespace Baton.Tests.Cloud.Api;

public sealed class SharingTests
{
    private const string Other = "210987654321";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_image_is_launched_by_those_who_may_and_by_nobody_else()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var other = cloud.ClientIn("us-east-1", Other);
        var image = await ImageAsync(cloud);
        var launch = new RunInstancesRequest { ImageId = image, InstanceType = "t3.micro", MinCount = 1, MaxCount = 1 };
        Assert.Equal("InvalidAMIID.NotFound", (await Assert.ThrowsAsync<AwsException>(() => other.SendAsync(launch, Cancelled))).Code);

        await cloud.SendAsync(new ModifyImageAttributeRequest { ImageId = image, LaunchPermission = new() { Add = [new() { UserId = Other }] } });

        Assert.Equal(image, Assert.Single((await other.SendAsync(new DescribeImagesRequest { ExecutableUsers = ["self"] }, Cancelled)).Images).ImageId);
        Assert.Single((await other.SendAsync(launch, Cancelled)).Instances);
        Assert.Equal("AuthFailure", (await Assert.ThrowsAsync<AwsException>(() => other.SendAsync(new DeregisterImageRequest { ImageId = image }, Cancelled))).Code);
    }

    [Fact]
    public async Task An_image_is_copied_into_another_region_with_snapshots_of_its_own()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var there = cloud.ClientIn("eu-central-1");
        var image = await ImageAsync(cloud);

        var copy = (await there.SendAsync(new CopyImageRequest { Name = "copy", SourceImageId = image, SourceRegion = "us-east-1", ClientToken = "once" }, Cancelled)).ImageId!;

        var shown = Assert.Single((await there.SendAsync(new DescribeImagesRequest { Owners = ["self"] }, Cancelled)).Images);
        Assert.Equal((copy, "available", image, "us-east-1"), (shown.ImageId, shown.State, shown.SourceImageId, shown.SourceImageRegion));
        var original = (await cloud.SendAsync(new DescribeImagesRequest { ImageIds = [image] })).Images[0];
        Assert.NotEqual(original.BlockDeviceMappings[0].Ebs!.SnapshotId, shown.BlockDeviceMappings[0].Ebs!.SnapshotId);
        Assert.Equal("InvalidAMIName.Duplicate", (await Assert.ThrowsAsync<AwsException>(() => there.SendAsync(new CopyImageRequest { Name = "copy", SourceImageId = image, SourceRegion = "us-east-1" }, Cancelled))).Code);
        Assert.Equal("InvalidParameterValue", await cloud.RefusedAsync(new CopyImageRequest { Name = "lost", SourceImageId = image, SourceRegion = "moon-west-1" }));
    }

    [Fact]
    public async Task A_shared_snapshot_becomes_a_volume_of_another_account()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var other = cloud.ClientIn("us-east-1", Other);
        var volume = (await cloud.SendAsync(new CreateVolumeRequest { AvailabilityZone = "us-east-1a", Size = 2 })).VolumeId;
        var snapshot = (await cloud.SendAsync(new CreateSnapshotRequest { VolumeId = volume })).SnapshotId!;
        var create = new CreateVolumeRequest { AvailabilityZone = "us-east-1a", SnapshotId = snapshot };
        Assert.Equal("InvalidSnapshot.NotFound", (await Assert.ThrowsAsync<AwsException>(() => other.SendAsync(create, Cancelled))).Code);

        await cloud.SendAsync(new ModifySnapshotAttributeRequest { SnapshotId = snapshot, OperationType = "add", UserIds = [Other], Attribute = "createVolumePermission" });

        Assert.Equal(2, (await other.SendAsync(create, Cancelled)).Size);
        var copy = await other.SendAsync(new CopySnapshotRequest { SourceRegion = "us-east-1", SourceSnapshotId = snapshot }, Cancelled);
        Assert.Equal(Other, (await other.SendAsync(new DescribeSnapshotsRequest { SnapshotIds = [copy.SnapshotId!] }, Cancelled)).Snapshots[0].OwnerId);
        await cloud.SendAsync(new ResetSnapshotAttributeRequest { SnapshotId = snapshot, Attribute = "createVolumePermission" });
        Assert.Equal("InvalidSnapshot.NotFound", (await Assert.ThrowsAsync<AwsException>(() => other.SendAsync(create, Cancelled))).Code);
    }

    [Fact]
    public async Task A_locked_snapshot_is_not_deleted()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var volume = (await cloud.SendAsync(new CreateVolumeRequest { AvailabilityZone = "us-east-1a", Size = 2 })).VolumeId;
        var snapshot = (await cloud.SendAsync(new CreateSnapshotRequest { VolumeId = volume })).SnapshotId!;
        await cloud.SendAsync(new LockSnapshotRequest { SnapshotId = snapshot, LockMode = "governance", LockDuration = 3 });

        Assert.Equal("OperationNotPermitted", await cloud.RefusedAsync(new DeleteSnapshotRequest { SnapshotId = snapshot }));
        Assert.Equal("governance", Assert.Single((await cloud.SendAsync(new DescribeLockedSnapshotsRequest())).Snapshots).LockState);

        await cloud.SendAsync(new UnlockSnapshotRequest { SnapshotId = snapshot });
        await cloud.SendAsync(new DeleteSnapshotRequest { SnapshotId = snapshot });
    }

    [Fact]
    public async Task An_image_that_is_protected_is_not_deregistered_and_one_that_is_disabled_is_not_launched()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var image = await ImageAsync(cloud);
        await cloud.SendAsync(new EnableImageDeregistrationProtectionRequest { ImageId = image });
        await cloud.SendAsync(new DisableImageRequest { ImageId = image });

        Assert.Equal("OperationNotPermitted", await cloud.RefusedAsync(new DeregisterImageRequest { ImageId = image }));
        Assert.Equal("InvalidAMIID.Unavailable", await cloud.RefusedAsync(new RunInstancesRequest { ImageId = image, InstanceType = "t3.micro", MinCount = 1, MaxCount = 1 }));
        Assert.Empty((await cloud.SendAsync(new DescribeImagesRequest { Owners = ["self"] })).Images);
        Assert.Equal("disabled", Assert.Single((await cloud.SendAsync(new DescribeImagesRequest { Owners = ["self"], IncludeDisabled = true })).Images).State);

        await cloud.SendAsync(new DisableImageDeregistrationProtectionRequest { ImageId = image });
        await cloud.SendAsync(new DeregisterImageRequest { ImageId = image, DeleteAssociatedSnapshots = true });
        Assert.Empty((await cloud.SendAsync(new DescribeImagesRequest { ImageIds = [image] })).Images);
        Assert.Empty((await cloud.SendAsync(new DescribeSnapshotsRequest { OwnerIds = ["self"] })).Snapshots);
    }

    [Fact]
    public async Task A_deprecated_image_is_shown_to_its_owner_and_to_who_asks_for_it()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var other = cloud.ClientIn("us-east-1", Other);
        var image = await ImageAsync(cloud);
        await cloud.SendAsync(new ModifyImageAttributeRequest { ImageId = image, LaunchPermission = new() { Add = [new() { Group = "all" }] } });
        Assert.Equal("InvalidParameterValue", await cloud.RefusedAsync(new EnableImageDeprecationRequest { ImageId = image, DeprecateAt = DateTimeOffset.UtcNow.AddDays(-1) }));

        await cloud.SendAsync(new EnableImageDeprecationRequest { ImageId = image, DeprecateAt = DateTimeOffset.UtcNow.AddMilliseconds(200) });
        await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System, Cancelled);

        Assert.NotNull(Assert.Single((await cloud.SendAsync(new DescribeImagesRequest { Owners = ["self"] })).Images).DeprecationTime);
        Assert.Empty((await other.SendAsync(new DescribeImagesRequest { Owners = ["123456789012"] }, Cancelled)).Images);
        Assert.Single((await other.SendAsync(new DescribeImagesRequest { Owners = ["123456789012"], IncludeDeprecated = true }, Cancelled)).Images);
    }

    private static async Task<string> ImageAsync(SimulatedCloud cloud)
    {
        var instance = await cloud.LaunchAsync();
        var image = await cloud.SendAsync(new CreateImageRequest { InstanceId = instance.InstanceId, Name = "mine", NoReboot = true });
        await cloud.SendAsync(new TerminateInstancesRequest { InstanceIds = [instance.InstanceId!] });
        await cloud.ReachAsync(instance.InstanceId!, "terminated");
        return image.ImageId!;
    }
}
