using Baton.Aws.Ec2;
using Baton.Cloud.Places;
using Baton.Cloud.Server;
using Baton.Cloud.State;
using Baton.Cloud.Volumes;

namespace Baton.Cloud.Instances;

/// <summary>Block devices in requests, checked.</summary>
internal static class BlockDevices
{
    /// <summary>What a mapping says, over what the image says of the same device.</summary>
    public static ImageDevice Merge(ImageDevice? before, string name, EbsBlockDevice ebs, CloudContext cloud)
    {
        var start = before ?? new ImageDevice { DeviceName = name, SizeGiB = 0, Type = "gp2" };
        var snapshotId = ebs.SnapshotId ?? start.SnapshotId;
        var type = ebs.VolumeType ?? start.Type;
        var size = SizeOf(ebs.VolumeSize ?? before?.SizeGiB, snapshotId, snapshotId == before?.SnapshotId ? before : null, cloud);

        // Another type has other figures than the image's.
        var (iops, throughput) = type == start.Type ? (ebs.Iops ?? start.Iops, ebs.Throughput ?? start.Throughput) : (ebs.Iops, ebs.Throughput);
        VolumeRules.Check(type, size, type == "gp2" ? ebs.Iops : iops, throughput);
        return start with
        {
            SnapshotId = snapshotId,
            SizeGiB = size,
            Type = type,
            Iops = iops,
            Throughput = throughput,
            DeleteOnTermination = ebs.DeleteOnTermination ?? start.DeleteOnTermination,
            Encrypted = ebs.Encrypted ?? start.Encrypted,
            KmsKeyId = ebs.KmsKeyId ?? start.KmsKeyId,
        };
    }

    private static int SizeOf(int? asked, string? snapshotId, ImageDevice? ofImage, CloudContext cloud)
    {
        if (snapshotId is null)
        {
            return asked ?? throw Ec2Errors.Missing("size or snapshotId");
        }

        // Whoever may launch an image may use its snapshots, without seeing them.
        var least = ofImage?.SizeGiB ?? Snapshots.SnapshotBook.Usable(cloud.VisibleSnapshot(Ids.Check(snapshotId, "snap", "Snapshot")) ?? throw Ec2Errors.NotFound("Snapshot", snapshotId)).SizeGiB;
        return asked < least
            ? throw new Baton.Aws.Wire.AwsException("InvalidBlockDeviceMapping", $"Volume of size {asked}GB is smaller than snapshot '{snapshotId}', expect size >= {least}GB")
            : asked ?? least;
    }

    public static BlockDeviceMapping Show(ImageDevice device) => new()
    {
        DeviceName = device.DeviceName,
        Ebs = new()
        {
            SnapshotId = device.SnapshotId, VolumeSize = device.SizeGiB, VolumeType = device.Type, DeleteOnTermination = device.DeleteOnTermination, Encrypted = device.Encrypted,
            Iops = device.Iops, Throughput = device.Throughput, KmsKeyId = device.KmsKeyId,
        },
    };
}
