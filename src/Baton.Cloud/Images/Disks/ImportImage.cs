using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Images.Disks;

internal sealed class ImportImage(CloudContext cloud, DiskMover mover) : TypedAction<ImportImageRequest, ImportImageResult>
{
    private const string Root = "/dev/sda1";

    public override string? Missing => "disks at addresses other than s3://, snapshots as disks; licences, encryption; the disks are taken as they are: nothing in them is looked at or changed";

    protected override void Check(ImportImageRequest request)
    {
        request.TagSpecifications.Check("import-image-task");
        if (request.Architecture is not (null or "x86_64"))
        {
            throw Ec2Errors.Unsupported($"The local cloud imports images of the architecture x86_64, not {request.Architecture}.");
        }

        Sources(request);
    }

    protected override Task<ImportImageResult> HandleAsync(ImportImageRequest request, CancellationToken cancellationToken)
    {
        var disks = Sources(request);
        var asked = string.Join('|', disks.Select(disk => $"{disk.Bucket}/{disk.Key}"));
        if (cloud.State.Find(Name, request.ClientToken, asked) is { } known && cloud.State.DiskTasks.Find(known) is { } before)
        {
            return Task.FromResult(Show(before));
        }

        var task = cloud.State.DiskTasks.Put(new() { TaskId = Ids.New("import-ami"), Description = request.Description, Objects = disks });
        cloud.State.SetTags(task.TaskId, request.TagSpecifications.For("import-image-task"));
        cloud.State.Remember(Name, request.ClientToken, asked, task.TaskId);
        mover.Import(task, done => Finish(done, request.BootMode));
        return Task.FromResult(Show(task));
    }

    private List<DiskTaskObject> Sources(ImportImageRequest request)
    {
        var disks = request.DiskContainers.Select((disk, index) =>
        {
            var device = index == 0 ? Root : disk.DeviceName ?? $"/dev/sd{(char)('f' + index - 1)}";
            return disk.SnapshotId is null ? mover.Source(disk.Url, disk.UserBucket, disk.Format) with { DeviceName = device } : throw Ec2Errors.Unsupported("The local cloud imports images from buckets; make one of a snapshot with RegisterImage.");
        }).ToList();
        return disks.Count is > 0 and <= 20 && disks.DistinctBy(disk => disk.DeviceName).Count() == disks.Count ? disks : throw Ec2Errors.InvalidValue("An image has 1 to 20 disks of different devices.");
    }

    private DiskTaskRecord Finish(DiskTaskRecord done, string? bootMode)
    {
        foreach (var disk in done.Objects)
        {
            cloud.State.Snapshots.Put(mover.Record(disk, $"Created by AWS-VMImport service for {done.TaskId}"));
        }

        var image = cloud.State.Images.Put(new()
        {
            ImageId = Ids.New("ami"), Name = done.TaskId, Description = done.Description ?? "AWS-VMImport service: Linux", Architecture = done.Architecture, RootDeviceName = Root, OwnerId = cloud.Options.AccountId,
            CreationDate = cloud.Now, BootMode = bootMode,
            Devices = [.. done.Objects.Select(disk => new ImageDevice { DeviceName = disk.DeviceName!, SnapshotId = disk.SnapshotId, SizeGiB = mover.Record(disk, "").SizeGiB })],
        });
        return done with { ImageId = image.ImageId };
    }

    private ImportImageResult Show(DiskTaskRecord task) => new()
    {
        ImportTaskId = task.TaskId, Description = task.Description, Architecture = task.Architecture, Status = task.Status, StatusMessage = "pending", Progress = DiskTaskView.Progress(task), SnapshotDetails = DiskTaskView.Details(task),
        Tags = cloud.State.TagList(task.TaskId),
    };
}
