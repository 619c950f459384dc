using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Images.Disks;

internal sealed class ImportSnapshot(CloudContext cloud, DiskMover mover) : TypedAction<ImportSnapshotRequest, ImportSnapshotResult>
{
    public override string? Missing => "disks at addresses other than s3://; encryption; QCOW2 and VDI are taken as well";

    protected override void Check(ImportSnapshotRequest request)
    {
        request.TagSpecifications.Check("import-snapshot-task");
        Source(request);
    }

    protected override Task<ImportSnapshotResult> HandleAsync(ImportSnapshotRequest request, CancellationToken cancellationToken)
    {
        var disk = Source(request);
        var asked = $"{disk.Bucket}/{disk.Key}";
        if (cloud.State.Find(Name, request.ClientToken, asked) is { } known && cloud.State.DiskTasks.Find(known) is { } before)
        {
            return Task.FromResult(Show(before));
        }

        var task = cloud.State.DiskTasks.Put(new() { TaskId = Ids.New("import-snap"), Description = request.Description, Objects = [disk] });
        cloud.State.SetTags(task.TaskId, request.TagSpecifications.For("import-snapshot-task"));
        cloud.State.Remember(Name, request.ClientToken, asked, task.TaskId);
        mover.Import(task, Finish);
        return Task.FromResult(Show(task));
    }

    private DiskTaskObject Source(ImportSnapshotRequest request)
    {
        var disk = request.DiskContainer ?? throw Ec2Errors.Missing("DiskContainer");
        return mover.Source(disk.Url, disk.UserBucket, disk.Format);
    }

    private DiskTaskRecord Finish(DiskTaskRecord done)
    {
        cloud.State.Snapshots.Put(mover.Record(done.Objects[0], $"Created by AWS-VMImport service for {done.TaskId}"));
        return done;
    }

    private ImportSnapshotResult Show(DiskTaskRecord task) => new() { ImportTaskId = task.TaskId, Description = task.Description, SnapshotTaskDetail = DiskTaskView.Snapshot(task), Tags = cloud.State.TagList(task.TaskId) };
}
