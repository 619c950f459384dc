using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Volumes;

/// <summary>Modifications of volumes as answers show them.</summary>
internal static class ModificationView
{
    public static VolumeModification Show(ModificationRecord modification, CloudContext cloud)
    {
        var state = StateOf(modification, cloud);
        return new()
        {
            VolumeId = modification.VolumeId,
            ModificationState = state,
            OriginalSize = modification.From.SizeGiB,
            OriginalVolumeType = modification.From.Type,
            OriginalIops = modification.From.Iops,
            OriginalThroughput = modification.From.Throughput,
            OriginalMultiAttachEnabled = false,
            TargetSize = modification.To.SizeGiB,
            TargetVolumeType = modification.To.Type,
            TargetIops = modification.To.Iops,
            TargetThroughput = modification.To.Throughput,
            TargetMultiAttachEnabled = false,
            StartTime = modification.StartTime,
            Progress = state == "completed" ? 100 : (long)(100 * (cloud.Now - modification.StartTime) / cloud.Options.VolumeOptimization),
            EndTime = state == "completed" ? modification.StartTime + cloud.Options.VolumeOptimization : null,
        };
    }

    /// <summary>The new size is there as soon as the volume is being optimized, as on AWS.</summary>
    public static string StateOf(ModificationRecord modification, CloudContext cloud) =>
        cloud.Now < modification.StartTime + cloud.Options.VolumeOptimization ? "optimizing" : "completed";
}
