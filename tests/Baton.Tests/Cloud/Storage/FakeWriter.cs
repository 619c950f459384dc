using Baton.Cloud.Storage;

namespace Baton.Tests.Cloud.Storage;

/// <summary>A machine that knows which layers it writes to, and nothing else.</summary>
internal sealed class FakeWriter(IReadOnlyList<string> volumeIds, IReadOnlyList<string> files) : ILiveVolumes
{
    public Dictionary<string, string> Open { get; } =
        volumeIds.Zip(files).ToDictionary(pair => pair.First, pair => Path.GetFileNameWithoutExtension(pair.Second));

    public List<string> Transactions { get; } = [];

    public bool IsDead { get; set; }

    /// <summary>What happens instead of the next switch.</summary>
    public Action<IReadOnlyList<LayerSwitch>>? OnSwitch { get; set; }

    public Task<bool> SwitchAsync(IReadOnlyList<LayerSwitch> switches, CancellationToken cancellationToken)
    {
        if (OnSwitch is { } instead)
        {
            OnSwitch = null;
            instead(switches);
        }
        else
        {
            Transactions.Add(string.Join(' ', switches.Select(one => one.VolumeId)));
            Take(switches);
        }

        return Task.FromResult(!IsDead);
    }

    public void Take(IReadOnlyList<LayerSwitch> switches)
    {
        foreach (var (volumeId, overlay) in switches)
        {
            Open[volumeId] = Path.GetFileNameWithoutExtension(overlay);
        }
    }

    /// <summary>What it was told, by volume.</summary>
    public Dictionary<string, long> Sizes { get; } = [];

    public Task<bool> GrowAsync(string volumeId, long sizeBytes, CancellationToken cancellationToken)
    {
        Sizes[volumeId] = sizeBytes;
        return Task.FromResult(!IsDead);
    }

    public Task<IReadOnlyDictionary<string, string>?> OpenLayersAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string>?>(IsDead ? null : Open);
}
