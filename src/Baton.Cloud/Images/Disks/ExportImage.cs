using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;
using Baton.Cloud.Storage;

namespace Baton.Cloud.Images.Disks;

internal sealed class ExportImage(CloudContext cloud, DiskMover mover) : TypedAction<ExportImageRequest, ExportImageResult>
{
    public override string? Missing => "the root disk only, as on AWS; QCOW2 and VDI can be had as well";

    protected override void Check(ExportImageRequest request)
    {
        request.TagSpecifications.Check("export-image-task");
        if (DiskFormat.OfQemu(request.DiskImageFormat ?? "") is null)
        {
            throw Ec2Errors.InvalidValue($"Value ({request.DiskImageFormat}) for parameter DiskImageFormat is invalid: RAW, VMDK, VHD, QCOW2, VHDX, VDI.");
        }

        mover.BucketOf(request.S3ExportLocation?.S3Bucket);
        Root(request);
    }

    protected override Task<ExportImageResult> HandleAsync(ExportImageRequest request, CancellationToken cancellationToken)
    {
        var asked = $"{request.ImageId}|{request.DiskImageFormat}|{request.S3ExportLocation!.S3Bucket}";
        if (cloud.State.Find(Name, request.ClientToken, asked) is { } known && cloud.State.DiskTasks.Find(known) is { } before)
        {
            return Task.FromResult(Show(before));
        }

        var (id, format) = (Ids.New("export-ami"), request.DiskImageFormat!.ToUpperInvariant());
        // s3://BUCKET/PREFIXexport-ami-0123….vmdk
        var to = new DiskTaskObject(request.S3ExportLocation.S3Bucket!, $"{request.S3ExportLocation.S3Prefix}{id}.{format.ToLowerInvariant()}", format);
        var task = cloud.State.DiskTasks.Put(new() { TaskId = id, Description = request.Description, Objects = [to], ImageId = request.ImageId, RoleName = request.RoleName });
        cloud.State.SetTags(id, request.TagSpecifications.For("export-image-task"));
        cloud.State.Remember(Name, request.ClientToken, asked, id);
        mover.Export(task, Root(request));
        return Task.FromResult(Show(task));
    }

    private string Root(ExportImageRequest request)
    {
        var image = ImageView.FindOwn(request.ImageId, cloud);
        return image.Devices.FirstOrDefault(device => device.DeviceName == image.RootDeviceName)?.SnapshotId ?? throw Ec2Errors.Unsupported($"The image '{image.ImageId}' has no root disk to export.");
    }

    private ExportImageResult Show(DiskTaskRecord task) => new()
    {
        ExportImageTaskId = task.TaskId, Description = task.Description, ImageId = task.ImageId, DiskImageFormat = task.Objects[0].Format, RoleName = task.RoleName, S3ExportLocation = DiskTaskView.Location(task.Objects[0]),
        Status = task.Status, StatusMessage = "validating", Progress = DiskTaskView.Progress(task), Tags = cloud.State.TagList(task.TaskId),
    };
}
