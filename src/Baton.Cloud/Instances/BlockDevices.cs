using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Instances;

/// <summary>Block devices in requests, checked.</summary>
internal static class BlockDevices
{
    private static readonly string[] Types = ["gp2", "gp3", "io1", "io2", "st1", "sc1", "standard"];

    /// <summary>What a mapping says, over what the image says of the same device.</summary>
    public static ImageDevice Merge(ImageDevice? before, string name, EbsBlockDevice ebs, CloudContext cloud)
    {
        var start = before ?? new ImageDevice { DeviceName = name, SizeGiB = 0, Type = "gp2" };
        var snapshotId = ebs.SnapshotId ?? start.SnapshotId;
        return start with
        {
            SnapshotId = snapshotId,
            SizeGiB = SizeOf(ebs.VolumeSize ?? before?.SizeGiB, snapshotId, cloud),
            Type = CheckType(ebs.VolumeType ?? start.Type),
            Iops = ebs.Iops ?? start.Iops,
            Throughput = ebs.Throughput ?? start.Throughput,
            DeleteOnTermination = ebs.DeleteOnTermination ?? start.DeleteOnTermination,
            Encrypted = ebs.Encrypted ?? start.Encrypted,
            KmsKeyId = ebs.KmsKeyId ?? start.KmsKeyId,
        };
    }

    private static int SizeOf(int? asked, string? snapshotId, CloudContext cloud)
    {
        if (snapshotId is null)
        {
            return asked ?? throw Ec2Errors.Missing("size or snapshotId");
        }

        var least = (cloud.State.Snapshots.Find(Ids.Check(snapshotId, "snap", "Snapshot")) ?? throw Ec2Errors.NotFound("Snapshot", snapshotId)).SizeGiB;
        return asked < least
            ? throw new Baton.Aws.Wire.AwsException("InvalidBlockDeviceMapping", $"Volume of size {asked}GB is smaller than snapshot '{snapshotId}', expect size >= {least}GB")
            : asked ?? least;
    }

    public static string CheckType(string type) =>
        Types.Contains(type) ? type : throw new Baton.Aws.Wire.AwsException("UnknownVolumeType", $"Unsupported volume type '{type}' for volume creation.");

    public static int Iops(string type, int sizeGiB, int? asked) => type switch
    {
        "gp3" => asked ?? 3000,
        "gp2" => Math.Clamp(sizeGiB * 3, 100, 16000),
        _ => asked ?? 0,
    };

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
