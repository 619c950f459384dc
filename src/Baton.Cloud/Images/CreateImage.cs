using Baton.Aws.Ec2;
using Baton.Cloud.Instances;
using Baton.Cloud.Server;
using Baton.Cloud.Snapshots;
using Baton.Cloud.State;

namespace Baton.Cloud.Images;

/// <summary>By default stops the machine, takes the snapshots and starts it again; with NoReboot takes them as it runs.</summary>
internal sealed class CreateImage(CloudContext cloud, InstanceLifecycle lifecycle, SnapshotTaker snapshots) : TypedAction<CreateImageRequest, CreateImageResult>
{
    protected override void Check(CreateImageRequest request)
    {
        var instance = Find(request);
        if (instance.State is not (InstanceStateName.Running or InstanceStateName.Stopped))
        {
            throw Ec2Errors.IncorrectState($"The instance '{instance.InstanceId}' is not in a state from which an image can be created: it is {InstanceView.NameOf(instance.State)}.");
        }

        ImageView.CheckName(request.Name, cloud);
        request.TagSpecifications.Check("image", "snapshot");
    }

    protected override async Task<CreateImageResult> HandleAsync(CreateImageRequest request, CancellationToken cancellationToken)
    {
        var instance = Find(request);
        var imageId = Ids.New("ami");
        var volumes = VolumesFor(request, instance);
        var pairs = volumes.Select(volume => (SnapshotId: Ids.New("snap"), Volume: volume)).ToList();
        cloud.State.SetTags(imageId, request.TagSpecifications.For("image"));
        var image = cloud.State.Images.Put(NewImage(request, instance, imageId, pairs));
        var tags = request.TagSpecifications.For("snapshot");
        var description = $"Created by CreateImage({instance.InstanceId}) for {imageId}";
        if (instance.State == InstanceStateName.Running && request.NoReboot != true)
        {
            lifecycle.AroundReboot(instance, () => FinishAsync(image, pairs, tags, description, CancellationToken.None));
        }
        else
        {
            await TakeAsync(image, pairs, tags, description, cancellationToken);
        }

        return new() { ImageId = imageId };
    }

    private InstanceRecord Find(CreateImageRequest request) => Ids.Find([request.InstanceId!], "i", "InstanceID", cloud.State.Instances.Find)[0];

    private List<VolumeRecord> VolumesFor(CreateImageRequest request, InstanceRecord instance)
    {
        var left = request.BlockDeviceMappings.Where(mapping => mapping.NoDevice is not null).Select(mapping => mapping.DeviceName).ToHashSet();
        return [.. cloud.State.VolumesOf(instance.InstanceId).Where(volume => !left.Contains(volume.Device))];
    }

    private ImageRecord NewImage(CreateImageRequest request, InstanceRecord instance, string imageId, List<(string SnapshotId, VolumeRecord Volume)> pairs)
    {
        var source = cloud.State.Images.Find(instance.ImageId);
        return new()
        {
            ImageId = imageId,
            Name = request.Name!,
            Description = request.Description ?? "",
            Architecture = instance.Architecture,
            RootDeviceName = instance.RootDeviceName,
            Devices =
            [
                .. pairs.Select(pair => new ImageDevice
                {
                    DeviceName = pair.Volume.Device!, SnapshotId = pair.SnapshotId, SizeGiB = pair.Volume.SizeGiB, Type = pair.Volume.Type, Iops = pair.Volume.Iops,
                    Throughput = pair.Volume.Throughput, Encrypted = pair.Volume.Encrypted, KmsKeyId = pair.Volume.KmsKeyId,
                    DeleteOnTermination = request.BlockDeviceMappings.FirstOrDefault(mapping => mapping.DeviceName == pair.Volume.Device)?.Ebs?.DeleteOnTermination ?? pair.Volume.DeleteOnTermination,
                }),
            ],
            OwnerId = cloud.Options.AccountId,
            CreationDate = cloud.Now,
            EnaSupport = instance.EnaSupport,
            BootMode = source?.BootMode,
            TpmSupport = source?.TpmSupport,
            ImdsSupport = source?.ImdsSupport,
            State = "pending",
            SourceInstanceId = instance.InstanceId,
        };
    }

    private async Task FinishAsync(ImageRecord image, List<(string SnapshotId, VolumeRecord Volume)> pairs, IReadOnlyDictionary<string, string> tags, string description, CancellationToken cancellationToken)
    {
        await cloud.Changes.WaitAsync(cancellationToken);
        try
        {
            await TakeAsync(image, pairs, tags, description, cancellationToken);
        }
        finally
        {
            cloud.Changes.Release();
        }
    }

    private async Task TakeAsync(ImageRecord image, List<(string SnapshotId, VolumeRecord Volume)> pairs, IReadOnlyDictionary<string, string> tags, string description, CancellationToken cancellationToken)
    {
        if (cloud.State.Images.Find(image.ImageId) is null)
        {
            // Deregistered while it was pending.
            return;
        }

        try
        {
            var taken = await snapshots.TakeAsync(pairs, description, _ => tags, cancellationToken);
            var broken = taken.FirstOrDefault(snapshot => snapshot.Error is not null)?.Error;
            cloud.State.Images.Put(image with { State = broken is null ? "available" : "failed", StateReason = broken });
        }
        catch (Storage.StorageException failure)
        {
            cloud.State.Images.Put(image with { State = "failed", StateReason = failure.Message });
            throw;
        }
    }
}
