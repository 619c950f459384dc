using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Volumes;

/// <summary>Changes size, type and speed while the volume is in use. A machine that runs sees the new size at once.</summary>
internal sealed class ModifyVolume(CloudContext cloud) : TypedAction<ModifyVolumeRequest, ModifyVolumeResult>
{
    public override string? Missing => "multi-attach; types and speeds are kept and shown, every volume is as fast as the disk under it";

    private const int MostPerDay = 4;

    protected override void Check(ModifyVolumeRequest request)
    {
        var volume = Find(request);
        if (request.MultiAttachEnabled == true)
        {
            throw Ec2Errors.Unsupported("The local cloud attaches a volume to one instance at a time.");
        }

        var (from, to) = (ShapeOf(volume), Target(request, volume));
        if (to.SizeGiB < from.SizeGiB)
        {
            throw Ec2Errors.InvalidValue("New size cannot be smaller than existing size");
        }

        if (to == from)
        {
            throw Ec2Errors.InvalidValue($"The volume '{volume.VolumeId}' is already as requested. Specify a new size, type, iops or throughput.");
        }

        VolumeRules.Check(to.Type, to.SizeGiB, to.Type == "gp2" ? request.Iops : to.Iops, to.Throughput);
        CheckRate(volume.VolumeId);
    }

    protected override async Task<ModifyVolumeResult> HandleAsync(ModifyVolumeRequest request, CancellationToken cancellationToken)
    {
        var volume = Find(request);
        var (from, to) = (ShapeOf(volume), Target(request, volume));
        if (to.SizeGiB > from.SizeGiB)
        {
            await cloud.Storage.GrowVolumeAsync(volume.VolumeId, to.SizeGiB, cancellationToken);
        }

        var earlier = cloud.State.Modifications.Find(volume.VolumeId);
        var modification = cloud.State.Modifications.Put(new()
        {
            VolumeId = volume.VolumeId, From = from, To = to, StartTime = cloud.Now, Earlier = earlier is null ? [] : [.. OfLastDay(earlier)],
        });
        cloud.State.Volumes.Put(volume with { Type = to.Type, SizeGiB = to.SizeGiB, Iops = to.Iops, Throughput = to.Throughput });
        return new() { VolumeModification = ModificationView.Show(modification, cloud) with { ModificationState = "modifying", Progress = 0, EndTime = null } };
    }

    private VolumeRecord Find(ModifyVolumeRequest request) => Ids.Find([request.VolumeId!], "vol", "Volume", cloud.State.Volumes.Find)[0];

    private static VolumeShape ShapeOf(VolumeRecord volume) => new(volume.Type, volume.SizeGiB, volume.Iops, volume.Throughput);

    private static VolumeShape Target(ModifyVolumeRequest request, VolumeRecord volume)
    {
        var type = request.VolumeType ?? volume.Type;
        var size = request.Size ?? volume.SizeGiB;

        // What gp2 has comes from its size; what another type had does not carry over.
        var kept = type == volume.Type && type != "gp2";
        return new(
            type,
            size,
            request.Iops ?? (kept ? volume.Iops : null) ?? VolumeRules.DefaultIops(type, size),
            request.Throughput ?? (kept ? volume.Throughput : null) ?? VolumeRules.DefaultThroughput(type));
    }

    private void CheckRate(string volumeId)
    {
        if (cloud.State.Modifications.Find(volumeId) is not { } last)
        {
            return;
        }

        if (ModificationView.StateOf(last, cloud) != "completed")
        {
            throw new AwsException("IncorrectModificationState", $"Volume '{volumeId}' is being modified: its modification is in the state {ModificationView.StateOf(last, cloud)}. Wait until it is completed.");
        }

        if (OfLastDay(last).Count() >= MostPerDay)
        {
            throw new AwsException("VolumeModificationRateExceeded", "You've reached the maximum modification rate per volume limit. A volume can be modified four times within 24 hours.");
        }
    }

    private IEnumerable<DateTimeOffset> OfLastDay(ModificationRecord modification) =>
        modification.Earlier.Append(modification.StartTime).Where(start => start > cloud.Now - TimeSpan.FromDays(1));
}
