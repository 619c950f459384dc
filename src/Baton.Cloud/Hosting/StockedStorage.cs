using Baton.Cloud.Storage;

namespace Baton.Cloud.Hosting;

/// <summary>The storage, with stock images brought in when a volume is first made from one.</summary>
internal sealed class StockedStorage(IVolumeStorage storage, StockShelf shelf) : IVolumeStorage
{
    public async Task CreateVolumeAsync(string volumeId, int sizeGiB, string? fromSnapshotId, CancellationToken cancellationToken)
    {
        await shelf.EnsureAsync(fromSnapshotId, cancellationToken);
        await storage.CreateVolumeAsync(volumeId, sizeGiB, fromSnapshotId, cancellationToken);
    }

    public Task GrowVolumeAsync(string volumeId, int sizeGiB, CancellationToken cancellationToken) => storage.GrowVolumeAsync(volumeId, sizeGiB, cancellationToken);

    public Task DeleteVolumeAsync(string volumeId, CancellationToken cancellationToken) => storage.DeleteVolumeAsync(volumeId, cancellationToken);

    public Task CreateSnapshotsAsync(IReadOnlyList<(string SnapshotId, string VolumeId)> snapshots, CancellationToken cancellationToken) =>
        storage.CreateSnapshotsAsync(snapshots, cancellationToken);

    public async Task CopySnapshotAsync(string snapshotId, string fromSnapshotId, CancellationToken cancellationToken)
    {
        await shelf.EnsureAsync(fromSnapshotId, cancellationToken);
        await storage.CopySnapshotAsync(snapshotId, fromSnapshotId, cancellationToken);
    }

    public Task DeleteSnapshotAsync(string snapshotId, CancellationToken cancellationToken) => storage.DeleteSnapshotAsync(snapshotId, cancellationToken);

    public Task ImportSnapshotAsync(string snapshotId, string rawImagePath, CancellationToken cancellationToken) =>
        storage.ImportSnapshotAsync(snapshotId, rawImagePath, cancellationToken);

    public async Task ExportSnapshotAsync(string snapshotId, string path, CancellationToken cancellationToken)
    {
        await shelf.EnsureAsync(snapshotId, cancellationToken);
        await storage.ExportSnapshotAsync(snapshotId, path, cancellationToken);
    }

    public Task RestoreSnapshotAsync(string snapshotId, string path, CancellationToken cancellationToken) => storage.RestoreSnapshotAsync(snapshotId, path, cancellationToken);

    public Task<long> ImportDiskAsync(string snapshotId, string path, string format, CancellationToken cancellationToken) => storage.ImportDiskAsync(snapshotId, path, format, cancellationToken);

    public async Task ExportDiskAsync(string snapshotId, string path, string format, CancellationToken cancellationToken)
    {
        await shelf.EnsureAsync(snapshotId, cancellationToken);
        await storage.ExportDiskAsync(snapshotId, path, format, cancellationToken);
    }

    public async Task<IReadOnlyList<SnapshotExtent>> MapSnapshotAsync(string snapshotId, CancellationToken cancellationToken)
    {
        await shelf.EnsureAsync(snapshotId, cancellationToken);
        return await storage.MapSnapshotAsync(snapshotId, cancellationToken);
    }

    public async Task ReadSnapshotAsync(string snapshotId, long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        await shelf.EnsureAsync(snapshotId, cancellationToken);
        await storage.ReadSnapshotAsync(snapshotId, offset, buffer, cancellationToken);
    }

    public long DiskUsageBytes() => storage.DiskUsageBytes();
}
