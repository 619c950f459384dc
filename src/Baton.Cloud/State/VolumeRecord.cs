namespace Baton.Cloud.State;

/// <summary>A volume, and where it is attached.</summary>
public sealed record VolumeRecord
{
    public required string VolumeId { get; init; }

    public required int SizeGiB { get; init; }

    public required string Zone { get; init; }

    public required string Type { get; init; }

    public int? Iops { get; init; }

    public int? Throughput { get; init; }

    public string? SnapshotId { get; init; }

    public bool Encrypted { get; init; }

    public string? KmsKeyId { get; init; }

    public string? ClientToken { get; init; }

    public required DateTimeOffset CreateTime { get; init; }

    public string? InstanceId { get; init; }

    public string? Device { get; init; }

    public DateTimeOffset? AttachTime { get; init; }

    public bool DeleteOnTermination { get; init; }

    /// <summary>Whether I/O goes on by itself when the data may be inconsistent; kept and shown.</summary>
    public bool AutoEnableIo { get; init; }
}
