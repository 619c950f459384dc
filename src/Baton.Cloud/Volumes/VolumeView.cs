using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Volumes;

/// <summary>Volumes as answers show them.</summary>
internal static class VolumeView
{
    public static Volume Show(VolumeRecord volume, CloudContext cloud) => new()
    {
        VolumeId = volume.VolumeId,
        Size = volume.SizeGiB,
        AvailabilityZone = volume.Zone,
        CreateTime = volume.CreateTime,
        Encrypted = volume.Encrypted,
        KmsKeyId = volume.KmsKeyId,
        SnapshotId = volume.SnapshotId ?? "",
        State = volume.InstanceId is null ? "available" : "in-use",
        VolumeType = volume.Type,
        Iops = volume.Iops,
        Throughput = volume.Throughput,
        MultiAttachEnabled = false,
        Attachments = volume.InstanceId is null ? [] : [Attachment(volume, "attached")],
        Tags = cloud.State.TagList(volume.VolumeId),
    };

    public static VolumeAttachment Attachment(VolumeRecord volume, string state) => new()
    {
        VolumeId = volume.VolumeId, InstanceId = volume.InstanceId, Device = volume.Device, AttachTime = volume.AttachTime, State = state, DeleteOnTermination = volume.DeleteOnTermination,
    };
}
