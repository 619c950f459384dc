using Baton.Aws.Ec2;
using Baton.Cloud.Places;
using Baton.Cloud.Server;

namespace Baton.Cloud.Volumes;

internal sealed class CreateVolume(CloudContext cloud) : TypedAction<CreateVolumeRequest, Volume>
{
    public override string? Missing => "multi-attach, Outposts; encryption is kept and shown, the data is not encrypted";

    protected override void Check(CreateVolumeRequest request)
    {
        if (!cloud.Zones.Contains(request.AvailabilityZone))
        {
            throw new Baton.Aws.Wire.AwsException("InvalidZone.NotFound", $"The zone '{request.AvailabilityZone}' does not exist.");
        }

        if (request.MultiAttachEnabled == true)
        {
            throw Ec2Errors.Unsupported("The local cloud attaches a volume to one instance at a time.");
        }

        request.TagSpecifications.Check("volume");
        VolumeRules.Check(request.VolumeType ?? "gp2", SizeOf(request), request.Iops, request.Throughput);
    }

    protected override async Task<Volume> HandleAsync(CreateVolumeRequest request, CancellationToken cancellationToken)
    {
        var asked = string.Join('|', request.AvailabilityZone, request.Size, request.SnapshotId, request.VolumeType);
        if (cloud.State.Find(Name, request.ClientToken, asked) is { } known && cloud.State.Volumes.Find(known) is { } before)
        {
            return VolumeView.Show(before, cloud);
        }

        var id = Ids.New("vol");
        cloud.State.SetTags(id, request.TagSpecifications.For("volume"));
        var size = SizeOf(request);
        await cloud.Storage.CreateVolumeAsync(id, size, request.SnapshotId, cancellationToken);
        var type = request.VolumeType ?? "gp2";
        var volume = cloud.State.Volumes.Put(new()
        {
            VolumeId = id,
            SizeGiB = size,
            Zone = request.AvailabilityZone!,
            Type = type,
            Iops = request.Iops ?? VolumeRules.DefaultIops(type, size),
            Throughput = request.Throughput ?? VolumeRules.DefaultThroughput(type),
            SnapshotId = request.SnapshotId,
            Encrypted = request.Encrypted ?? false,
            KmsKeyId = request.KmsKeyId,
            ClientToken = request.ClientToken,
            CreateTime = cloud.Now,
        });
        cloud.State.Remember(Name, request.ClientToken, asked, id);
        return VolumeView.Show(volume, cloud) with { State = "creating" };
    }

    private int SizeOf(CreateVolumeRequest request)
    {
        var least = request.SnapshotId is { } id ? Snapshots.SnapshotBook.Usable(Ids.Find([id], "snap", "Snapshot", cloud.VisibleSnapshot)[0]).SizeGiB : 1;
        var size = request.Size ?? (request.SnapshotId is null ? throw Ec2Errors.Missing("size/snapshot") : least);
        return size < least
            ? throw Ec2Errors.InvalidValue($"Volume of size {size}GB is smaller than snapshot '{request.SnapshotId}', expect size >= {least}GB")
            : size;
    }
}
