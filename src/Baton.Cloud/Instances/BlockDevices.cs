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
        var snapshotId = ebs.SnapshotId ?? before?.SnapshotId;
        var least = snapshotId is null ? 1 : (cloud.State.Snapshots.Find(Ids.Check(snapshotId, "snap", "Snapshot")) ?? throw Ec2Errors.NotFound("Snapshot", snapshotId)).SizeGiB;
        var size = ebs.VolumeSize ?? before?.SizeGiB ?? (snapshotId is null ? throw Ec2Errors.Missing("The request must contain the parameter size or snapshotId") : least);
        if (size < least)
        {
            throw new Baton.Aws.Wire.AwsException("InvalidBlockDeviceMapping", $"Volume of size {size}GB is smaller than snapshot '{snapshotId}', expect size >= {least}GB");
        }

        return new()
        {
            DeviceName = name,
            SnapshotId = snapshotId,
            SizeGiB = size,
            Type = CheckType(ebs.VolumeType ?? before?.Type ?? "gp2"),
            Iops = ebs.Iops ?? before?.Iops,
            Throughput = ebs.Throughput ?? before?.Throughput,
            DeleteOnTermination = ebs.DeleteOnTermination ?? before?.DeleteOnTermination ?? true,
            Encrypted = ebs.Encrypted ?? before?.Encrypted ?? false,
            KmsKeyId = ebs.KmsKeyId ?? before?.KmsKeyId,
        };
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
