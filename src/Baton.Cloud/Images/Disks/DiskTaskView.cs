using System.Globalization;
using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Images.Disks;

internal static class DiskTaskView
{
    /// <summary>The tasks of one kind, all or those that are named. Throws AWS's error for one that is not there.</summary>
    public static IReadOnlyList<DiskTaskRecord> Find(CloudContext cloud, string kind, string code, IReadOnlyList<string> ids)
    {
        var all = cloud.State.DiskTasks.All.Where(task => task.TaskId.StartsWith(kind, StringComparison.Ordinal)).ToList();
        return ids is [] ? all : [.. ids.Select(id => all.Find(task => task.TaskId == id) ?? throw new AwsException(code, $"The task '{id}' does not exist"))];
    }

    public static string? Progress(DiskTaskRecord task) => task.Status == "active" ? task.Progress.ToString(CultureInfo.InvariantCulture) : null;

    public static UserBucketDetails Bucket(DiskTaskObject disk) => new() { S3Bucket = disk.Bucket, S3Key = disk.Key };

    public static SnapshotTaskDetail Snapshot(DiskTaskRecord task) => new()
    {
        Description = task.Description, Status = task.Status, StatusMessage = task.Message ?? (task.Status == "active" ? "pending" : null), Progress = Progress(task), Encrypted = false,
        Format = task.Objects[0].Format, SnapshotId = task.Status == "completed" ? task.Objects[0].SnapshotId : null, DiskImageSize = task.Objects[0].Bytes, UserBucket = Bucket(task.Objects[0]),
    };

    public static IReadOnlyList<SnapshotDetail> Details(DiskTaskRecord task) =>
    [
        .. task.Objects.Select(disk => new SnapshotDetail
        {
            DeviceName = disk.DeviceName, Format = disk.Format, SnapshotId = disk.SnapshotId, DiskImageSize = disk.Bytes, Status = task.Status, Progress = Progress(task), UserBucket = Bucket(disk),
        }),
    ];

    public static ExportTaskS3Location Location(DiskTaskObject disk) => new() { S3Bucket = disk.Bucket, S3Prefix = disk.Key.Contains('/') ? disk.Key[..(disk.Key.LastIndexOf('/') + 1)] : null };
}
