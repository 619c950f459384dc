using Baton.Aws.Ec2;
using Baton.Tests.Cloud.S3;

namespace Baton.Tests.Cloud.Api;

public sealed class StoredImageTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_image_goes_into_a_bucket_and_comes_back_as_another()
    {
        await using var room = await S3Room.OpenAsync();
        var image = await ImageAsync(room.Cloud);

        var key = (await room.Cloud.SendAsync(new CreateStoreImageTaskRequest { ImageId = image, Bucket = S3Room.Bucket, S3ObjectTags = [new() { Key = "kept", Value = "for ever" }] })).ObjectKey;
        var task = await StoredAsync(room.Cloud, image);
        Assert.Equal(("Completed", 100, key, S3Room.Bucket), (task.StoreTaskState, task.ProgressPercentage, task.S3objectKey, task.Bucket));
        Assert.Equal(["for ever"], (await room.SendAsync("GET", $"/{key}?tagging")).Values("Value"));
        Assert.Equal("InvalidAMIName.Duplicate", await room.Cloud.RefusedAsync(new CreateRestoreImageTaskRequest { Bucket = S3Room.Bucket, ObjectKey = key }));

        await room.Cloud.SendAsync(new DeregisterImageRequest { ImageId = image });
        var restored = await RestoredAsync(room.Cloud, key!);

        Assert.Equal(("available", "made", "x86_64", "/dev/sda1"), (restored.State, restored.Name, restored.Architecture, restored.RootDeviceName));
        var snapshot = Assert.Single((await room.Cloud.SendAsync(new DescribeSnapshotsRequest { SnapshotIds = [restored.BlockDeviceMappings[0].Ebs!.SnapshotId!] })).Snapshots);
        Assert.Equal((1, "completed"), (snapshot.VolumeSize, snapshot.State));
    }

    [Fact]
    public async Task What_cannot_be_stored_or_restored_is_refused()
    {
        await using var room = await S3Room.OpenAsync();
        var image = await ImageAsync(room.Cloud);
        await room.PutAsync("text", "no image at all, but longer than its head would be");
        using var elsewhere = new S3Client(room.Cloud, "eu-west-1");
        (await elsewhere.SendAsync("PUT", "/far", "<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>")).Succeeded();
        var stock = (await room.Cloud.SendAsync(new DescribeImagesRequest { Owners = ["amazon"] })).Images[0].ImageId;

        Assert.Equal("InvalidParameterValue", await room.Cloud.RefusedAsync(new CreateStoreImageTaskRequest { ImageId = image, Bucket = "nobody" }));
        Assert.Equal("InvalidParameterValue", await room.Cloud.RefusedAsync(new CreateStoreImageTaskRequest { ImageId = image, Bucket = "far" }));
        Assert.Equal("InvalidParameterValue", await room.Cloud.RefusedAsync(new CreateStoreImageTaskRequest
        {
            ImageId = image, Bucket = S3Room.Bucket, S3ObjectTags = [new() { Key = "a" }, new() { Key = "a" }],
        }));
        Assert.Equal("InvalidAMIID.NotFound", await room.Cloud.RefusedAsync(new CreateStoreImageTaskRequest { ImageId = "ami-12345678", Bucket = S3Room.Bucket }));
        Assert.Equal("AuthFailure", await room.Cloud.RefusedAsync(new CreateStoreImageTaskRequest { ImageId = stock, Bucket = S3Room.Bucket }));
        Assert.Equal("InvalidParameterValue", await room.Cloud.RefusedAsync(new CreateRestoreImageTaskRequest { Bucket = S3Room.Bucket, ObjectKey = "nothing" }));
        Assert.Equal("InvalidParameterValue", await room.Cloud.RefusedAsync(new CreateRestoreImageTaskRequest { Bucket = S3Room.Bucket, ObjectKey = "text" }));
    }

    [Fact]
    public async Task An_object_that_is_not_all_of_an_image_is_refused()
    {
        await using var room = await S3Room.OpenAsync();
        var image = await ImageAsync(room.Cloud);
        var key = (await room.Cloud.SendAsync(new CreateStoreImageTaskRequest { ImageId = image, Bucket = S3Room.Bucket })).ObjectKey;
        await StoredAsync(room.Cloud, image);
        var bytes = (await room.SendAsync("GET", $"/{key}")).Succeeded().Body;

        foreach (var cut in new[] { 0, 7, 11, 12, 100, bytes.Length - 1 })
        {
            (await room.SendAsync("PUT", "/cut", bytes[..cut])).Succeeded();
            Assert.Equal("InvalidParameterValue", await room.Cloud.RefusedAsync(new CreateRestoreImageTaskRequest { Bucket = S3Room.Bucket, ObjectKey = "cut", Name = "cut" }));
        }
    }

    private static async Task<string> ImageAsync(SimulatedCloud cloud)
    {
        var volume = (await cloud.SendAsync(new CreateVolumeRequest { AvailabilityZone = "us-east-1a", Size = 1 })).VolumeId;
        var snapshot = (await cloud.SendAsync(new CreateSnapshotRequest { VolumeId = volume })).SnapshotId;
        return (await cloud.SendAsync(new RegisterImageRequest
        {
            Name = "made", Architecture = "x86_64", VirtualizationType = "hvm", RootDeviceName = "/dev/sda1", BlockDeviceMappings = [new() { DeviceName = "/dev/sda1", Ebs = new() { SnapshotId = snapshot } }],
        })).ImageId!;
    }

    private static async Task<StoreImageTaskResult> StoredAsync(SimulatedCloud cloud, string image)
    {
        while (true)
        {
            var task = Assert.Single((await cloud.SendAsync(new DescribeStoreImageTasksRequest { ImageIds = [image] })).StoreImageTaskResults);
            if (task.StoreTaskState != "InProgress")
            {
                return task;
            }

            await Task.Delay(20, Cancelled);
        }
    }

    private static async Task<Image> RestoredAsync(SimulatedCloud cloud, string key)
    {
        var id = (await cloud.SendAsync(new CreateRestoreImageTaskRequest { Bucket = S3Room.Bucket, ObjectKey = key })).ImageId!;
        while (true)
        {
            var image = Assert.Single((await cloud.SendAsync(new DescribeImagesRequest { ImageIds = [id] })).Images);
            if (image.State != "pending")
            {
                return image;
            }

            await Task.Delay(20, Cancelled);
        }
    }
}
