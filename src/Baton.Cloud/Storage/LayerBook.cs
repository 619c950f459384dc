using System.Text.Json.Serialization;

namespace Baton.Cloud.Storage;

/// <summary>Everything that the storage knows, as it stands in layers.json. Changed under the lock of its owner only.</summary>
internal sealed class LayerBook
{
    public int NextLayer { get; set; } = 1;

    public SortedDictionary<string, Layer> Layers { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Volume id to the layer that it writes to.</summary>
    public SortedDictionary<string, string> Volumes { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Snapshot id to the frozen layer that is its content.</summary>
    public SortedDictionary<string, string> Snapshots { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Snapshots under way: noted before machines are told to switch, settled afterwards.</summary>
    public List<PendingSwitch> Pending { get; init; } = [];

    public string NewLayerId() => $"l{NextLayer++}";

    public IEnumerable<string> ChildrenOf(string layerId) =>
        Layers.Where(layer => layer.Value.Parent == layerId).Select(layer => layer.Key);

    public bool IsHeld(string layerId) =>
        Volumes.ContainsValue(layerId) || Snapshots.ContainsValue(layerId) || Pending.Exists(pending => pending.To == layerId || pending.From == layerId);

    /// <summary>Strikes layers out that nothing stands on and nobody holds; their files can go.</summary>
    public IReadOnlyList<Layer> RemoveUnused()
    {
        var removed = new List<Layer>();
        while (Layers.Keys.FirstOrDefault(id => !IsHeld(id) && !ChildrenOf(id).Any()) is { } unused)
        {
            removed.Add(Layers[unused]);
            Layers.Remove(unused);
        }

        return removed;
    }

    internal sealed record Layer(string File, long SizeBytes, string? Parent)
    {
        [JsonIgnore]
        public string Format => File.EndsWith(".raw", StringComparison.Ordinal) ? "raw" : "qcow2";
    }

    internal sealed record PendingSwitch(string SnapshotId, string VolumeId, string From, string To);
}
