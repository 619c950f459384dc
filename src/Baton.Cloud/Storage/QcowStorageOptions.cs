namespace Baton.Cloud.Storage;

public sealed record QcowStorageOptions
{
    /// <summary>Holds the layers and the book that says what they are. Can be moved while the cloud is down.</summary>
    public required string Directory { get; init => field = Path.GetFullPath(value); }

    /// <summary>Below this much free space nothing new is made: machines that run out of disk are stopped by QEMU in mid-write.</summary>
    public long ReserveBytes { get; init; } = 256L << 20;
}
