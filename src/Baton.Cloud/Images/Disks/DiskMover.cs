using Baton.Aws.Wire;
using Baton.Cloud.Instances;
using Baton.Cloud.S3.Checksums;
using Baton.Cloud.S3.Objects;
using Baton.Cloud.S3.Storage;
using Baton.Cloud.Server;
using Baton.Cloud.State;
using Baton.Cloud.Storage;

namespace Baton.Cloud.Images.Disks;

/// <summary>Carries disk images between buckets and snapshots, in the background.</summary>
internal sealed class DiskMover(CloudContext cloud, InstanceLifecycle lifecycle)
{
    private const long GiB = 1L << 30;

    private ObjectStore Objects => cloud.Places.Objects;

    /// <summary>Where a request says that a disk is: a bucket and a key, or s3://BUCKET/KEY. Throws AWS's error for what is not there.</summary>
    public DiskTaskObject Source(string? url, Aws.Ec2.UserBucket? bucket, string? format)
    {
        var (name, key) = bucket is { S3Bucket: { } given, S3Key: { } named } ? (given, named)
            : url is not null && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == "s3" ? (uri.Host, Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')))
            : throw Ec2Errors.InvalidValue("A disk must be named by a bucket and a key, or by s3://BUCKET/KEY.");
        if (format is not null && DiskFormat.OfQemu(format) is null)
        {
            throw Ec2Errors.InvalidValue($"Value ({format}) for parameter Format is invalid: RAW, QCOW2, VMDK, VHD, VHDX, VDI.");
        }

        Open(name, key).Dispose();
        return new(name, key, format?.ToUpperInvariant());
    }

    /// <summary>Throws AWS's error for a bucket that is not there, or another account's.</summary>
    public BucketContents BucketOf(string? name) =>
        Objects.Find(name ?? "") is { } bucket && bucket.Record.AccountId == cloud.Options.AccountId ? bucket : throw Ec2Errors.InvalidValue($"The specified bucket '{name}' does not exist");

    /// <summary>Says of tasks that a cloud began and did not bring to their end that nothing comes of them.</summary>
    public void EndInterrupted()
    {
        foreach (var task in cloud.State.DiskTasks.All.Where(task => task.Status == "active"))
        {
            cloud.State.DiskTasks.Put(task with { Status = "deleted", Message = "ServerError: the cloud ended before the task did." });
        }
    }

    /// <summary>Makes a snapshot of each disk, then calls <paramref name="finish"/>, which writes down what came of it.</summary>
    public void Import(DiskTaskRecord task, Func<DiskTaskRecord, DiskTaskRecord> finish) => Run(task, async () =>
    {
        List<DiskTaskObject> done = [];
        foreach (var disk in task.Objects)
        {
            done.Add(await ImportAsync(disk));
        }

        await cloud.ChangeAsync(() => Finish(task with { Objects = done }, finish), CancellationToken.None);
    });

    /// <summary>Writes a snapshot into an object.</summary>
    public void Export(DiskTaskRecord task, string snapshotId) => Run(task, async () =>
    {
        var to = task.Objects[0];
        var path = Objects.Files.NewFile();
        await cloud.Storage.ExportDiskAsync(snapshotId, path, to.Format!, lifecycle.Ended);
        var blob = await Objects.Files.AdoptAsync(path, ChecksumAlgorithm.Crc64Nvme, lifecycle.Ended);
        var checksum = PartChecksums.Join(ChecksumAlgorithm.Crc64Nvme, composite: false, [(blob.Checksum, blob.Size)]);
        Objects.Put(BucketOf(to.Bucket), new() { Bucket = to.Bucket, Key = to.Key, LastModified = cloud.Now, ETag = blob.ETag, Checksum = checksum, Blobs = [blob], Traits = new() }, _ => { });
        cloud.State.DiskTasks.Put(task with { Status = "completed", Progress = 100 });
    });

    public SnapshotRecord Record(DiskTaskObject disk, string description) => new()
    {
        SnapshotId = disk.SnapshotId!, VolumeId = "vol-ffffffff", SizeGiB = Math.Max(1, (int)((disk.Bytes + GiB - 1) / GiB)), Description = description, StartTime = cloud.Now, OwnerId = cloud.Options.AccountId,
    };

    private void Finish(DiskTaskRecord task, Func<DiskTaskRecord, DiskTaskRecord> finish)
    {
        // Cancelled meanwhile: what was made for it is nobody's.
        if (cloud.State.DiskTasks.Find(task.TaskId)?.Status == "active")
        {
            cloud.State.DiskTasks.Put(finish(task) with { Status = "completed", Progress = 100 });
        }
    }

    private async Task<DiskTaskObject> ImportAsync(DiskTaskObject disk)
    {
        var path = Objects.Files.NewFile();
        try
        {
            using (var bytes = Open(disk.Bucket, disk.Key))
            {
                await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
                await bytes.CopyToAsync(file, new(0, bytes.Record.Size), lifecycle.Ended);
            }

            var format = disk.Format ?? await DiskFormat.SniffAsync(path, lifecycle.Ended);
            var snapshotId = Ids.New("snap");
            var length = await cloud.Storage.ImportDiskAsync(snapshotId, path, format, lifecycle.Ended);
            return disk with { Format = format, SnapshotId = snapshotId, Bytes = length };
        }
        finally
        {
            File.Delete(path);
        }
    }

    private void Run(DiskTaskRecord task, Func<Task> work) => lifecycle.InBackground(task.TaskId, async () =>
    {
        try
        {
            await work();
        }
        catch (Exception failure) when (failure is StorageException or AwsException or IOException)
        {
            // The task tells whoever asked for it.
            cloud.State.DiskTasks.Put(task with { Status = "deleted", Message = $"ClientError: {failure.Message}" });
        }
    });

    private ObjectBytes Open(string bucket, string key)
    {
        var contents = BucketOf(bucket);
        return contents.Find(key) is null ? throw Ec2Errors.InvalidValue($"The object '{key}' does not exist in the bucket '{bucket}'") : ObjectBytes.Open(Objects, contents, key);
    }
}
