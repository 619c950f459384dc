using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Volumes;

/// <summary>A second volume with the content that the first has at this moment, attached or not.</summary>
internal sealed class CopyVolumes(CloudContext cloud) : TypedAction<CopyVolumesRequest, CopyVolumesResult>
{
    public override string? Missing => "multi-attach; only encrypted volumes can be copied on AWS, here all can; complete at once";

    protected override void Check(CopyVolumesRequest request)
    {
        request.TagSpecifications.Check("volume");
        if (request.MultiAttachEnabled == true)
        {
            throw Ec2Errors.Unsupported("The local cloud attaches a volume to one instance at a time.");
        }

        Plan(request);
    }

    protected override async Task<CopyVolumesResult> HandleAsync(CopyVolumesRequest request, CancellationToken cancellationToken)
    {
        var asked = string.Join('|', request.SourceVolumeId, request.Size, request.VolumeType);
        if (cloud.State.Find(Name, request.ClientToken, asked) is { } known && cloud.State.Volumes.Find(known) is { } before)
        {
            return new() { Volumes = [VolumeView.Show(before, cloud)] };
        }

        var plan = Plan(request);
        // A snapshot that nobody sees holds the moment; the two volumes share what it holds.
        var moment = Ids.New("snap");
        await cloud.Storage.CreateSnapshotsAsync([(moment, request.SourceVolumeId!)], cancellationToken);
        try
        {
            await cloud.Storage.CreateVolumeAsync(plan.VolumeId, plan.SizeGiB, moment, cancellationToken);
        }
        finally
        {
            await cloud.Storage.DeleteSnapshotAsync(moment, CancellationToken.None);
        }

        cloud.State.SetTags(plan.VolumeId, request.TagSpecifications.For("volume"));
        cloud.State.Volumes.Put(plan);
        cloud.State.Remember(Name, request.ClientToken, asked, plan.VolumeId);
        return new() { Volumes = [VolumeView.Show(plan, cloud) with { State = "creating" }] };
    }

    private VolumeRecord Plan(CopyVolumesRequest request)
    {
        var source = Ids.Find([request.SourceVolumeId!], "vol", "Volume", cloud.State.Volumes.Find)[0];
        var (type, size) = (request.VolumeType ?? source.Type, request.Size ?? source.SizeGiB);
        if (size < source.SizeGiB)
        {
            throw Ec2Errors.InvalidValue($"Volume of size {size}GB is smaller than its source '{source.VolumeId}', expect size >= {source.SizeGiB}GB");
        }

        VolumeRules.Check(type, size, request.Iops, request.Throughput);
        var isSameType = type == source.Type;
        return new()
        {
            VolumeId = Ids.New("vol"), SizeGiB = size, Zone = source.Zone, Type = type, Iops = request.Iops ?? (isSameType ? source.Iops : VolumeRules.DefaultIops(type, size)),
            Throughput = request.Throughput ?? (isSameType ? source.Throughput : VolumeRules.DefaultThroughput(type)), Encrypted = source.Encrypted, KmsKeyId = source.KmsKeyId,
            ClientToken = request.ClientToken, CreateTime = cloud.Now,
        };
    }
}
