using Baton.Aws.Ec2;
using Baton.Tests.Cloud.S3;

namespace Baton.Tests.Cloud.Api;

/// <summary>Disk images from and to buckets. What is in them is proved where the files are real.</summary>
public sealed class DiskTaskTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_disk_in_a_bucket_becomes_a_snapshot()
    {
        await using var room = await S3Room.OpenAsync();
        await room.PutAsync("disks/one.raw", new string('x', 5000));
        var request = new ImportSnapshotRequest { ClientToken = "one", Description = "mine", DiskContainer = new() { Format = "raw", UserBucket = new() { S3Bucket = S3Room.Bucket, S3Key = "disks/one.raw" } } };

        var task = (await room.Cloud.SendAsync(request)).ImportTaskId!;
        Assert.Equal(task, (await room.Cloud.SendAsync(request)).ImportTaskId);
        var done = await UntilAsync(async () => (await room.Cloud.SendAsync(new DescribeImportSnapshotTasksRequest { ImportTaskIds = [task] })).ImportSnapshotTasks[0].SnapshotTaskDetail!, one => one.Status != "active");

        Assert.Equal(("completed", "RAW", 5000), (done.Status, done.Format, (int)done.DiskImageSize!));
        Assert.Equal(1, Assert.Single((await room.Cloud.SendAsync(new DescribeSnapshotsRequest { SnapshotIds = [done.SnapshotId!] })).Snapshots).VolumeSize);
        Assert.Equal("IncorrectState", await room.Cloud.RefusedAsync(new CancelImportTaskRequest { ImportTaskId = task }));
    }

    [Fact]
    public async Task Disks_in_a_bucket_become_an_image_and_an_image_becomes_an_object()
    {
        await using var room = await S3Room.OpenAsync();
        await room.PutAsync("root", "conectix and more of a disk");
        await room.PutAsync("data", "a raw one");
        var task = (await room.Cloud.SendAsync(new ImportImageRequest { DiskContainers = [new() { Url = $"s3://{S3Room.Bucket}/root" }, new() { UserBucket = new() { S3Bucket = S3Room.Bucket, S3Key = "data" } }] })).ImportTaskId!;
        var done = await UntilAsync(async () => (await room.Cloud.SendAsync(new DescribeImportImageTasksRequest { ImportTaskIds = [task] })).ImportImageTasks[0], one => one.Status != "active");

        Assert.Equal(("completed", "VHD", "RAW"), (done.Status, done.SnapshotDetails[0].Format, done.SnapshotDetails[1].Format));
        var image = Assert.Single((await room.Cloud.SendAsync(new DescribeImagesRequest { ImageIds = [done.ImageId!] })).Images);
        Assert.Equal((task, "/dev/sda1", 2), (image.Name, image.RootDeviceName, image.BlockDeviceMappings.Count));

        var export = (await room.Cloud.SendAsync(new ExportImageRequest { ImageId = done.ImageId, DiskImageFormat = "VMDK", S3ExportLocation = new() { S3Bucket = S3Room.Bucket, S3Prefix = "out/" } })).ExportImageTaskId!;
        await UntilAsync(async () => (await room.Cloud.SendAsync(new DescribeExportImageTasksRequest { ExportImageTaskIds = [export] })).ExportImageTasks[0], one => one.Status == "completed");
        Assert.Equal("", await room.GetAsync($"out/{export}.vmdk"));
    }

    [Fact]
    public async Task What_cannot_be_imported_or_exported_is_refused()
    {
        await using var room = await S3Room.OpenAsync();
        await room.PutAsync("root", "x");
        ImportSnapshotRequest From(string? url, string? format = null) => new() { DiskContainer = new() { Url = url, Format = format } };

        Assert.Equal("InvalidParameterValue", await room.Cloud.RefusedAsync(From("https://example.com/disk")));
        Assert.Equal("InvalidParameterValue", await room.Cloud.RefusedAsync(From($"s3://{S3Room.Bucket}/nothing")));
        Assert.Equal("InvalidParameterValue", await room.Cloud.RefusedAsync(From("s3://nobody/root")));
        Assert.Equal("InvalidParameterValue", await room.Cloud.RefusedAsync(From($"s3://{S3Room.Bucket}/root", "floppy")));
        Assert.Equal("MissingParameter", await room.Cloud.RefusedAsync(new ImportSnapshotRequest()));
        Assert.Equal("InvalidParameterValue", await room.Cloud.RefusedAsync(new ImportImageRequest()));
        Assert.Equal("InvalidConversionTaskId.NotFound", await room.Cloud.RefusedAsync(new DescribeImportImageTasksRequest { ImportTaskIds = ["import-ami-1"] }));
        Assert.Equal("InvalidConversionTaskId.NotFound", await room.Cloud.RefusedAsync(new CancelImportTaskRequest { ImportTaskId = "import-ami-1" }));
    }

    private static async Task<T> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> isDone)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        limited.CancelAfter(TimeSpan.FromSeconds(20));
        while (true)
        {
            if (await ask() is var answer && isDone(answer))
            {
                return answer;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limited.Token);
        }
    }
}
