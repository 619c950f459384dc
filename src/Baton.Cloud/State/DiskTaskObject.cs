namespace Baton.Cloud.State;

/// <summary>A disk image in a bucket, and the snapshot that it was or will be.</summary>
public sealed record DiskTaskObject(string Bucket, string Key, string? Format)
{
    public string? DeviceName { get; init; }

    public string? SnapshotId { get; init; }

    public long Bytes { get; init; }
}
