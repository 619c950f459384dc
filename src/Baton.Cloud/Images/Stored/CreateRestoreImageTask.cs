using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Instances;
using Baton.Cloud.Server;
using Baton.Cloud.State;
using Baton.Cloud.Storage;

namespace Baton.Cloud.Images.Stored;

internal sealed class CreateRestoreImageTask(CloudContext cloud, ImageArchive archive, InstanceLifecycle lifecycle) : TypedAction<CreateRestoreImageTaskRequest, CreateRestoreImageTaskResult>
{
    public override string Missing => "objects that AWS has made";

    protected override void Check(CreateRestoreImageTaskRequest request)
    {
        request.TagSpecifications.Check("image", "snapshot");
        ImageView.CheckName(request.Name ?? archive.Read(request.Bucket!, request.ObjectKey!).Image.Name, cloud);
    }

    protected override Task<CreateRestoreImageTaskResult> HandleAsync(CreateRestoreImageTaskRequest request, CancellationToken cancellationToken)
    {
        var stored = archive.Read(request.Bucket!, request.ObjectKey!);
        var imageId = Ids.New("ami");
        var ids = stored.Disks.ToDictionary(disk => disk.SnapshotId, _ => Ids.New("snap"));
        var named = request.TagSpecifications.For("image");
        cloud.State.SetTags(imageId, named.Count > 0 ? named : stored.Tags);
        var image = cloud.State.Images.Put(stored.Image with
        {
            ImageId = imageId, Name = request.Name ?? stored.Image.Name, OwnerId = cloud.Options.AccountId, CreationDate = cloud.Now, State = "pending", Public = false, LaunchAccounts = [],
            DeprecationTime = null, Protection = null, ProtectedUntil = null, LastLaunchedTime = null, SourceImageId = null, SourceRegion = null, SourceInstanceId = null,
            Devices = [.. stored.Image.Devices.Select(device => device.SnapshotId is { } id ? device with { SnapshotId = ids.GetValueOrDefault(id) } : device)],
        });
        lifecycle.InBackground($"restore {imageId}", () => RestoreAsync(request, stored, image, ids));
        return Task.FromResult(new CreateRestoreImageTaskResult { ImageId = imageId });
    }

    private async Task RestoreAsync(CreateRestoreImageTaskRequest request, StoredImage stored, ImageRecord image, Dictionary<string, string> ids)
    {
        try
        {
            await archive.RestoreAsync(request.Bucket!, request.ObjectKey!, [.. stored.Disks.Select(disk => ids[disk.SnapshotId])], lifecycle.Ended);
        }
        catch (Exception failure) when (failure is StorageException or AwsException or IOException)
        {
            // DescribeImages tells whoever asked for it.
            await cloud.ChangeAsync(() => cloud.State.Images.Put(image with { State = "failed", StateReason = failure.Message }), CancellationToken.None);
            return;
        }

        await cloud.ChangeAsync(() => Finish(request, stored, image, ids), CancellationToken.None);
    }

    private void Finish(CreateRestoreImageTaskRequest request, StoredImage stored, ImageRecord image, Dictionary<string, string> ids)
    {
        foreach (var disk in stored.Disks)
        {
            cloud.State.SetTags(ids[disk.SnapshotId], request.TagSpecifications.For("snapshot"));
            cloud.State.Snapshots.Put(new()
            {
                SnapshotId = ids[disk.SnapshotId], VolumeId = "vol-ffffffff", SizeGiB = disk.SizeGiB, Description = $"Restored by CreateRestoreImageTask for {image.ImageId}",
                StartTime = cloud.Now, OwnerId = cloud.Options.AccountId,
            });
        }

        // Deregistered while it was pending: its snapshots stay, as those of any image do.
        if (cloud.State.Images.Find(image.ImageId) is not null)
        {
            cloud.State.Images.Put(image with { State = "available" });
        }
    }
}
