namespace Baton.Cloud.State;

/// <summary>One block device of an image.</summary>
public sealed record ImageDevice
{
    public required string DeviceName { get; init; }

    public string? SnapshotId { get; init; }

    public required int SizeGiB { get; init; }

    public string Type { get; set; } = "gp3";

    public int? Iops { get; init; }

    public int? Throughput { get; init; }

    public bool DeleteOnTermination { get; set; } = true;

    public bool Encrypted { get; init; }

    public string? KmsKeyId { get; init; }
}
