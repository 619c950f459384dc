using Microsoft.Extensions.Logging;

namespace Baton.Cloud.Storage;

/// <summary>
/// A volume is a qcow2 file on top of frozen ones. A snapshot freezes the file that the volume writes to and puts an empty one on top; a volume made
/// from a snapshot is an empty file on top of the frozen one. So both are instant and share what they have in common.
/// </summary>
public sealed partial class QcowStorage : IVolumeStorage, IVolumeFiles, IDisposable
{
    private const long MergeLimitBytes = 256L << 20;

    private readonly string _directory;
    private readonly long _reserveBytes;
    private readonly ILogger _logger;
    private readonly QemuImage _images;
    private readonly SnapshotMaps _maps;
    private readonly LayerBookFile _file;
    private readonly LayerBook _book;
    private readonly Dictionary<string, ILiveVolumes> _writers = [];
    private readonly List<string> _read = [];
    private readonly SemaphoreSlim _lock = new(1);

    public QcowStorage(QcowStorageOptions options, ILogger<QcowStorage> logger)
    {
        _directory = Directory.CreateDirectory(options.Directory).FullName;
        _reserveBytes = options.ReserveBytes;
        _logger = logger;
        _images = new QemuImage(_directory);
        _maps = new SnapshotMaps(_directory);
        _file = new LayerBookFile(_directory);
        _book = _file.Read();
    }

    public async Task CreateVolumeAsync(string volumeId, int sizeGiB, string? fromSnapshotId, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(cancellationToken);
        if (_book.Volumes.ContainsKey(volumeId))
        {
            return;
        }

        var parent = fromSnapshotId is null ? null : LayerOfSnapshot(fromSnapshotId);
        var layerId = _book.NewLayerId();
        await CreateLayersAsync([(layerId, parent, (long)sizeGiB << 30)], cancellationToken);
        _book.Volumes[volumeId] = layerId;
        _file.Write(_book);
    }

    public async Task GrowVolumeAsync(string volumeId, int sizeGiB, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(cancellationToken);
        var layerId = LayerOfVolume(volumeId);
        var size = (long)sizeGiB << 30;
        if (_book.Layers[layerId].SizeBytes > size)
        {
            throw new StorageException($"{volumeId} is larger than {sizeGiB} GiB.");
        }

        // The book first: a file that is smaller than the book says is grown by a repeat, a book that says less would make the next layer too small.
        _book.Layers[layerId] = _book.Layers[layerId] with { SizeBytes = size };
        _file.Write(_book);
        if (!_writers.TryGetValue(volumeId, out var machine) || !await machine.GrowAsync(volumeId, size, cancellationToken))
        {
            await _images.ResizeAsync(_book.Layers[layerId], cancellationToken);
        }
    }

    public async Task DeleteVolumeAsync(string volumeId, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(cancellationToken);
        if (_writers.ContainsKey(volumeId))
        {
            throw new StorageException($"{volumeId} is attached to a running machine.");
        }

        if (_book.Volumes.Remove(volumeId))
        {
            RemoveUnused();
        }
    }

    public async Task CreateSnapshotsAsync(IReadOnlyList<(string SnapshotId, string VolumeId)> snapshots, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(cancellationToken);
        var pending = snapshots
            .Where(snapshot => !_book.Snapshots.ContainsKey(snapshot.SnapshotId))
            .Select(snapshot => new LayerBook.PendingSwitch(snapshot.SnapshotId, snapshot.VolumeId, LayerOfVolume(snapshot.VolumeId), _book.NewLayerId()))
            .ToList();
        if (pending is [])
        {
            return;
        }

        await CreateLayersAsync([.. pending.Select(one => (one.To, one.From, _book.Layers[one.From].SizeBytes))], cancellationToken);
        // From here on a killed cloud finds out which of the two files each machine writes to.
        _book.Pending.AddRange(pending);
        _file.Write(_book);
        try
        {
            await SwitchWritersAsync(pending);
        }
        finally
        {
            await SettleAsync(pending);
        }
    }

    public async Task CopySnapshotAsync(string snapshotId, string fromSnapshotId, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(cancellationToken);
        _book.Snapshots[snapshotId] = LayerOfSnapshot(fromSnapshotId);
        _file.Write(_book);
    }

    public async Task DeleteSnapshotAsync(string snapshotId, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(cancellationToken);
        _maps.Forget(snapshotId);
        if (_book.Snapshots.Remove(snapshotId))
        {
            RemoveUnused();
            await MergeAsync(cancellationToken);
        }
    }

    public async Task ImportSnapshotAsync(string snapshotId, string rawImagePath, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(cancellationToken);
        if (_book.Snapshots.ContainsKey(snapshotId))
        {
            return;
        }

        var layerId = _book.NewLayerId();
        var path = Path.Combine(_directory, $"{layerId}.raw");
        File.Delete(path);
        // A second name, so that clearing the cache takes nothing from the volumes.
        if (!NativeFiles.TryLink(rawImagePath, path))
        {
            CheckSpace();
            await SparseCopy.CopyAsync(rawImagePath, path, cancellationToken);
            Freeze(path);
        }

        _book.Layers[layerId] = new LayerBook.Layer(Path.GetFileName(path), new FileInfo(path).Length, Parent: null);
        _book.Snapshots[snapshotId] = layerId;
        _file.FlushDirectory();
        _file.Write(_book);
    }

    public async Task ExportSnapshotAsync(string snapshotId, string path, CancellationToken cancellationToken)
    {
        LayerBook.Layer layer;
        string layerId;
        using (await LockAsync(cancellationToken))
        {
            layerId = LayerOfSnapshot(snapshotId);
            layer = _book.Layers[layerId];
            // Frozen, so that it can be read without the lock; but it must not be joined with another meanwhile.
            _read.Add(layerId);
        }

        try
        {
            await _images.ConvertAsync(layer, path, cancellationToken);
        }
        finally
        {
            using (await LockAsync(CancellationToken.None))
            {
                _read.Remove(layerId);
            }
        }
    }

    public async Task RestoreSnapshotAsync(string snapshotId, string path, CancellationToken cancellationToken)
    {
        CheckSpace();
        var raw = $"{path}.raw";
        try
        {
            await QemuImage.FlattenAsync(path, raw, "qcow2", cancellationToken);
            await ImportSnapshotAsync(snapshotId, raw, cancellationToken);
            Freeze(raw);
        }
        finally
        {
            File.Delete(raw);
        }
    }

    public async Task<long> ImportDiskAsync(string snapshotId, string path, string format, CancellationToken cancellationToken)
    {
        CheckSpace();
        var raw = $"{path}.raw";
        try
        {
            await QemuImage.FlattenAsync(path, raw, DiskFormat.OfQemu(format)!, cancellationToken);
            var length = new FileInfo(raw).Length;
            await ImportSnapshotAsync(snapshotId, raw, cancellationToken);
            Freeze(raw);
            return length;
        }
        finally
        {
            File.Delete(raw);
        }
    }

    public async Task ExportDiskAsync(string snapshotId, string path, string format, CancellationToken cancellationToken)
    {
        var whole = $"{path}.qcow2";
        try
        {
            await ExportSnapshotAsync(snapshotId, whole, cancellationToken);
            await QemuImage.ConvertAsync(whole, path, DiskFormat.OfQemu(format)!, cancellationToken);
        }
        finally
        {
            File.Delete(whole);
        }
    }

    public async Task<IReadOnlyList<SnapshotExtent>> MapSnapshotAsync(string snapshotId, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(cancellationToken);
        return await _maps.OfAsync(snapshotId, ChainOf(snapshotId), cancellationToken);
    }

    // Under the lock: the files of a map must not be joined between the look-up and the read.
    public async Task ReadSnapshotAsync(string snapshotId, long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(cancellationToken);
        _maps.Read(await _maps.OfAsync(snapshotId, ChainOf(snapshotId), cancellationToken), offset, buffer.Span);
    }

    public long DiskUsageBytes() =>
        Directory.EnumerateFiles(_directory).Sum(path =>
        {
            try
            {
                return NativeFiles.AllocatedBytes(path);
            }
            catch (FileNotFoundException)
            {
                // Removed since it was listed.
                return 0;
            }
        });

    public async Task OpenAsync(
        IReadOnlyList<string> volumeIds, Func<IReadOnlyList<string>, Task<ILiveVolumes>> start, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(cancellationToken);
        if (volumeIds.FirstOrDefault(_writers.ContainsKey) is { } busy)
        {
            throw new StorageException($"{busy} is in use by another machine.");
        }

        var writer = await start([.. volumeIds.Select(id => PathOf(LayerOfVolume(id)))]);
        foreach (var id in volumeIds)
        {
            _writers[id] = writer;
        }
    }

    public async Task CloseAsync(IReadOnlyList<string> volumeIds, Func<Task> stop, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(cancellationToken);
        await stop();
        foreach (var id in volumeIds)
        {
            _writers.Remove(id);
        }
    }

    public async Task RecoverAsync(IReadOnlyList<ILiveVolumes> machines, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(cancellationToken);
        foreach (var machine in machines)
        {
            foreach (var volumeId in (await machine.OpenLayersAsync(cancellationToken) ?? new Dictionary<string, string>()).Keys)
            {
                _writers[volumeId] = machine;
            }
        }

        await SettleAsync([.. _book.Pending]);
        RemoveUnused();
        RemoveUnknownFiles();
    }

    public void Dispose() => _lock.Dispose();

    private async Task SwitchWritersAsync(IReadOnlyList<LayerBook.PendingSwitch> pending)
    {
        foreach (var machine in pending.Where(one => _writers.ContainsKey(one.VolumeId)).GroupBy(one => _writers[one.VolumeId]))
        {
            // Not the caller's token: a switch under way cannot be called off, only found out about.
            await machine.Key.SwitchAsync([.. machine.Select(one => new LayerSwitch(one.VolumeId, PathOf(one.To)))], CancellationToken.None);
        }
    }

    /// <summary>Asks each machine which file it writes to now, and writes down the answer.</summary>
    private async Task SettleAsync(IReadOnlyList<LayerBook.PendingSwitch> pending)
    {
        foreach (var one in pending)
        {
            if (await IsSwitchedAsync(one))
            {
                _book.Volumes[one.VolumeId] = one.To;
                _book.Snapshots[one.SnapshotId] = one.From;
                Freeze(PathOf(one.From));
            }
            else
            {
                SwitchUndone(one.VolumeId, one.SnapshotId);
            }

            _book.Pending.Remove(one);
        }

        RemoveUnused();
    }

    private async Task<bool> IsSwitchedAsync(LayerBook.PendingSwitch pending)
    {
        var open = _writers.TryGetValue(pending.VolumeId, out var machine) ? await machine.OpenLayersAsync(CancellationToken.None) : null;
        if (open is not null)
        {
            return open.TryGetValue(pending.VolumeId, out var layer) && layer == pending.To;
        }

        // Nobody runs who could tell. A machine that was killed may have written to the upper file already, and if it has not, the upper one is
        // empty and reads as the lower: it is right in both cases, unless it is not even whole.
        var to = _book.Layers[pending.To];
        return await _images.IsWholeAsync(to, _book.Layers[pending.From], CancellationToken.None);
    }

    // Side by side: a server that is frozen for its snapshots waits for this.
    private async Task CreateLayersAsync(IReadOnlyList<(string Id, string? Parent, long SizeBytes)> wanted, CancellationToken cancellationToken)
    {
        CheckSpace();
        var layers = wanted.Select(one =>
        {
            var below = one.Parent is null ? null : _book.Layers[one.Parent];
            return (one.Id, Layer: new LayerBook.Layer($"{one.Id}.qcow2", Math.Max(one.SizeBytes, below?.SizeBytes ?? 0), one.Parent), Below: below);
        }).ToList();
        await Task.WhenAll(layers.Select(one => _images.CreateAsync(one.Layer.File, one.Layer.SizeBytes, one.Below, cancellationToken)));
        _file.FlushDirectory();
        foreach (var (id, layer, _) in layers)
        {
            _book.Layers[id] = layer;
        }
    }

    /// <summary>Joins a frozen layer that no snapshot needs any more with the only one above it, where no running machine has them open.</summary>
    private async Task MergeAsync(CancellationToken cancellationToken)
    {
        while (FindMergeable() is { } upperId)
        {
            var upper = _book.Layers[upperId];
            var parent = _book.Layers[upper.Parent!].Parent;
            File.SetUnixFileMode(PathOf(upperId), UnixFileMode.UserRead | UnixFileMode.UserWrite);
            await _images.RebaseAsync(upper, parent is null ? null : _book.Layers[parent], cancellationToken);
            if (!_book.Volumes.ContainsValue(upperId))
            {
                Freeze(PathOf(upperId));
            }

            _book.Layers[upperId] = upper with { Parent = parent };
            RemoveUnused();
        }
    }

    private string? FindMergeable()
    {
        var open = OpenLayers();
        return _book.Layers.Keys
            // Copying more would keep everybody else waiting, and all it saves is a little time on each first read.
            .Where(id => !_book.IsHeld(id) && NativeFiles.AllocatedBytes(PathOf(id)) <= MergeLimitBytes)
            .Select(id => _book.ChildrenOf(id).ToList())
            .Where(children => children is [var only] && !open.Contains(only))
            .Select(children => children[0])
            .FirstOrDefault();
    }

    private HashSet<string> OpenLayers()
    {
        var open = new HashSet<string>(StringComparer.Ordinal);
        foreach (var top in _writers.Keys.Select(volumeId => _book.Volumes.GetValueOrDefault(volumeId)).Concat(_read))
        {
            for (var id = top is not null && _book.Layers.ContainsKey(top) ? top : null; id is not null && open.Add(id); id = _book.Layers[id].Parent)
            {
            }
        }

        return open;
    }

    // The book first: a file without an entry is found and removed later, an entry without a file would be a broken volume.
    private void RemoveUnused()
    {
        var removed = _book.RemoveUnused();
        _file.Write(_book);
        foreach (var layer in removed)
        {
            File.Delete(Path.Combine(_directory, layer.File));
        }
    }

    private void RemoveUnknownFiles()
    {
        var known = _book.Layers.Values.Select(layer => layer.File).ToHashSet(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(_directory, "l*").Where(path => Path.GetExtension(path) is ".qcow2" or ".raw"))
        {
            if (!known.Contains(Path.GetFileName(path)))
            {
                File.Delete(path);
            }
        }
    }

    private void CheckSpace()
    {
        var free = new DriveInfo(_directory).AvailableFreeSpace;
        if (free < _reserveBytes)
        {
            throw new StorageException($"The disk is full: {free >> 20} MiB are free in {_directory}, and {_reserveBytes >> 20} MiB are kept for running machines.");
        }
    }

    private string LayerOfVolume(string volumeId) =>
        _book.Volumes.TryGetValue(volumeId, out var layer) ? layer : throw new StorageException($"There is no volume {volumeId} in {_directory}.");

    private string LayerOfSnapshot(string snapshotId) =>
        _book.Snapshots.TryGetValue(snapshotId, out var layer) ? layer : throw new StorageException($"There is no snapshot {snapshotId} in {_directory}.");

    private List<LayerBook.Layer> ChainOf(string snapshotId)
    {
        var chain = new List<LayerBook.Layer>();
        for (var id = LayerOfSnapshot(snapshotId); id is not null; id = chain[^1].Parent)
        {
            chain.Add(_book.Layers[id]);
        }

        return chain;
    }

    private string PathOf(string layerId) => Path.Combine(_directory, _book.Layers[layerId].File);

    private static void Freeze(string path) =>
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

    private async Task<Releaser> LockAsync(CancellationToken cancellationToken)
    {
        await _lock.WaitAsync(cancellationToken);
        return new Releaser(_lock);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{VolumeId} was not switched: snapshot {SnapshotId} is dropped")]
    private partial void SwitchUndone(string volumeId, string snapshotId);

    private readonly struct Releaser(SemaphoreSlim held) : IDisposable
    {
        public void Dispose() => held.Release();
    }
}
