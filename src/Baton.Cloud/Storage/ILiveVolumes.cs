namespace Baton.Cloud.Storage;

/// <summary>A running machine as the storage sees it: whoever writes to volumes at this moment.</summary>
public interface ILiveVolumes
{
    /// <summary>Makes the overlays the files that are written to, all at one point in time. False when the machine does not run any more.</summary>
    Task<bool> SwitchAsync(IReadOnlyList<LayerSwitch> switches, CancellationToken cancellationToken);

    /// <summary>Makes a volume larger and tells the guest. False when the machine does not run any more.</summary>
    Task<bool> GrowAsync(string volumeId, long sizeBytes, CancellationToken cancellationToken);

    /// <summary>The layer that each volume is written to (its file's name without the extension), by volume id; null when the machine does not run any more.</summary>
    Task<IReadOnlyDictionary<string, string>?> OpenLayersAsync(CancellationToken cancellationToken);
}
