namespace Baton.Cloud.Storage;

/// <summary>
/// Volumes and snapshots as data: qcow2 layers under real machines, bookkeeping only under simulated ones. Knows nothing of the EC2 API;
/// ids are the API's. Every method is safe to repeat and survives a kill -9 at any point.
/// </summary>
public interface IVolumeStorage
{
    /// <summary>An empty volume, or one whose content is a snapshot's (instantly, shared). Size in GiB.</summary>
    Task CreateVolumeAsync(string volumeId, int sizeGiB, string? fromSnapshotId, CancellationToken cancellationToken);

    /// <summary>Makes a volume larger; a running machine sees it at once. No-op when it is that large already.</summary>
    Task GrowVolumeAsync(string volumeId, int sizeGiB, CancellationToken cancellationToken);

    Task DeleteVolumeAsync(string volumeId, CancellationToken cancellationToken);

    /// <summary>One point in time over all volumes: pairs of snapshot id and volume id. Volumes of a running machine are switched in one transaction.</summary>
    Task CreateSnapshotsAsync(IReadOnlyList<(string SnapshotId, string VolumeId)> snapshots, CancellationToken cancellationToken);

    /// <summary>A second snapshot with the same content (instantly, shared).</summary>
    Task CopySnapshotAsync(string snapshotId, string fromSnapshotId, CancellationToken cancellationToken);

    /// <summary>Frees what only this snapshot held.</summary>
    Task DeleteSnapshotAsync(string snapshotId, CancellationToken cancellationToken);

    /// <summary>Makes a snapshot whose content is a raw disk image, shared and never written (stock images).</summary>
    Task ImportSnapshotAsync(string snapshotId, string rawImagePath, CancellationToken cancellationToken);

    /// <summary>Writes the content of a snapshot to a new file, a qcow2 image that stands alone. Nobody waits for it.</summary>
    Task ExportSnapshotAsync(string snapshotId, string path, CancellationToken cancellationToken);

    /// <summary>Makes a snapshot of such a file, whoever wrote it. The file is not needed any more.</summary>
    Task RestoreSnapshotAsync(string snapshotId, string path, CancellationToken cancellationToken);

    /// <summary>Makes a snapshot of a disk image in a format that <see cref="DiskFormat"/> knows, and says how many bytes the disk has.</summary>
    Task<long> ImportDiskAsync(string snapshotId, string path, string format, CancellationToken cancellationToken);

    /// <summary>Writes the content of a snapshot to a new file in a format that <see cref="DiskFormat"/> knows.</summary>
    Task ExportDiskAsync(string snapshotId, string path, string format, CancellationToken cancellationToken);

    /// <summary>Where a snapshot has data and where it has none, from its start to its end.</summary>
    Task<IReadOnlyList<SnapshotExtent>> MapSnapshotAsync(string snapshotId, CancellationToken cancellationToken);

    /// <summary>Reads bytes of a snapshot; behind its end they are zero.</summary>
    Task ReadSnapshotAsync(string snapshotId, long offset, Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Bytes on disk, of everything.</summary>
    long DiskUsageBytes();
}
