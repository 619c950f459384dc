using Baton.Cloud.Storage;

namespace Baton.Cloud.Simulated;

/// <summary>Volumes without content. Which ones there are is the state's business, so there is nothing to keep here and nothing that a crash could lose.</summary>
public sealed class SimulatedStorage : IVolumeStorage
{
    public Task CreateVolumeAsync(string volumeId, int sizeGiB, string? fromSnapshotId, CancellationToken cancellationToken) => Done(cancellationToken);

    public Task GrowVolumeAsync(string volumeId, int sizeGiB, CancellationToken cancellationToken) => Done(cancellationToken);

    public Task DeleteVolumeAsync(string volumeId, CancellationToken cancellationToken) => Done(cancellationToken);

    public Task CreateSnapshotsAsync(IReadOnlyList<(string SnapshotId, string VolumeId)> snapshots, CancellationToken cancellationToken) => Done(cancellationToken);

    public Task CopySnapshotAsync(string snapshotId, string fromSnapshotId, CancellationToken cancellationToken) => Done(cancellationToken);

    public Task DeleteSnapshotAsync(string snapshotId, CancellationToken cancellationToken) => Done(cancellationToken);

    public Task ImportSnapshotAsync(string snapshotId, string rawImagePath, CancellationToken cancellationToken) => Done(cancellationToken);

    public Task ExportSnapshotAsync(string snapshotId, string path, CancellationToken cancellationToken) => File.WriteAllBytesAsync(path, [], cancellationToken);

    public Task RestoreSnapshotAsync(string snapshotId, string path, CancellationToken cancellationToken) => Done(cancellationToken);

    public async Task<long> ImportDiskAsync(string snapshotId, string path, string format, CancellationToken cancellationToken)
    {
        await Done(cancellationToken);
        return new FileInfo(path).Length;
    }

    public Task ExportDiskAsync(string snapshotId, string path, string format, CancellationToken cancellationToken) => File.WriteAllBytesAsync(path, [], cancellationToken);

    public Task<IReadOnlyList<SnapshotExtent>> MapSnapshotAsync(string snapshotId, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<SnapshotExtent>>([]);

    public Task ReadSnapshotAsync(string snapshotId, long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        buffer.Span.Clear();
        return Done(cancellationToken);
    }

    public long DiskUsageBytes() => 0;

    private static Task Done(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.CompletedTask;
    }
}
