using System.Text.Json;
using Baton.Cloud.Programs;

namespace Baton.Cloud.Storage;

/// <summary>Where the bytes of snapshots lie in the files of a directory. What a snapshot is made of changes only when layers are joined, so maps are kept.</summary>
internal sealed class SnapshotMaps(string directory)
{
    private readonly Dictionary<string, (string Chain, IReadOnlyList<SnapshotExtent> Extents)> _known = [];

    /// <param name="chain">The snapshot's layer, and all below it.</param>
    public async Task<IReadOnlyList<SnapshotExtent>> OfAsync(string snapshotId, IReadOnlyList<LayerBook.Layer> chain, CancellationToken cancellationToken)
    {
        var key = string.Join('/', chain.Select(layer => layer.File));
        if (_known.TryGetValue(snapshotId, out var known) && known.Chain == key)
        {
            return known.Extents;
        }

        // -U: machines may have it open as well, to read.
        var result = await new HostProgram("qemu-img", ["map", "-U", "--output=json", "-f", chain[0].Format, Path.Combine(directory, chain[0].File)]).RunAsync(cancellationToken);
        if (!result.Succeeded)
        {
            throw new StorageException($"{chain[0].File} could not be read: {result.Errors.Trim()}");
        }

        var extents = Parse(result.Output, chain);
        _known[snapshotId] = (key, extents);
        return extents;
    }

    public void Forget(string snapshotId) => _known.Remove(snapshotId);

    /// <summary>Reads from the files of a map; <paramref name="buffer"/> is as long as wanted, and zero behind the end of the snapshot.</summary>
    public void Read(IReadOnlyList<SnapshotExtent> extents, long offset, Span<byte> buffer)
    {
        buffer.Clear();
        foreach (var extent in Overlapping(extents, offset, buffer.Length))
        {
            var (from, to) = (Math.Max(extent.Start, offset), Math.Min(extent.End, offset + buffer.Length));
            using var handle = File.OpenHandle(Path.Combine(directory, extent.File!));
            var target = buffer[(int)(from - offset)..(int)(to - offset)];
            for (var done = 0; done < target.Length;)
            {
                var count = RandomAccess.Read(handle, target[done..], extent.Offset + (from - extent.Start) + done);
                if (count == 0)
                {
                    break;
                }

                done += count;
            }
        }
    }

    private static IEnumerable<SnapshotExtent> Overlapping(IReadOnlyList<SnapshotExtent> extents, long offset, long length) =>
        extents.Where(extent => extent.File is not null && extent.End > offset && extent.Start < offset + length);

    // [{"start": 0, "length": 131072, "depth": 1, "present": true, "zero": false, "data": true, "offset": 327680}, ...]; depth counts down the chain.
    private static List<SnapshotExtent> Parse(string output, IReadOnlyList<LayerBook.Layer> chain)
    {
        using var answer = JsonDocument.Parse(output);
        var extents = new List<SnapshotExtent>();
        foreach (var part in answer.RootElement.EnumerateArray())
        {
            var (start, length) = (part.GetProperty("start").GetInt64(), part.GetProperty("length").GetInt64());
            if (!part.GetProperty("data").GetBoolean() || part.GetProperty("zero").GetBoolean())
            {
                extents.Add(new(start, length, null, 0));
                continue;
            }

            if (!part.TryGetProperty("offset", out var offset))
            {
                throw new StorageException("The image is compressed, and cannot be read block by block.");
            }

            extents.Add(new(start, length, chain[part.GetProperty("depth").GetInt32()].File, offset.GetInt64()));
        }

        return extents;
    }
}
