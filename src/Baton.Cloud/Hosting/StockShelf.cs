using Baton.Cloud.StockImages;
using Baton.Cloud.Storage;
using Microsoft.Extensions.Logging;

namespace Baton.Cloud.Hosting;

/// <summary>Builds a stock image when it is first needed, and makes its snapshot part of the storage.</summary>
internal sealed partial class StockShelf(IStockImages images, IVolumeStorage storage, ILogger<StockShelf> logger) : IDisposable
{
    private readonly SemaphoreSlim _lock = new(1, 1);
    private readonly Dictionary<string, StockImageFiles> _ready = [];

    /// <summary>What is being done, for who asks; "ready" when nothing is.</summary>
    public string Doing { get; private set; } = "waiting";

    /// <summary>The kernel and initrd that start every machine are those of the first image.</summary>
    public async Task<StockImageFiles> FilesAsync(CancellationToken cancellationToken) => await EnsureAsync(images.All[0], cancellationToken);

    /// <summary>Nothing to do for a snapshot that is not a stock image's.</summary>
    public async Task EnsureAsync(string? snapshotId, CancellationToken cancellationToken)
    {
        if (snapshotId is not null && images.All.FirstOrDefault(image => image.SnapshotId == snapshotId) is { } image)
        {
            await EnsureAsync(image, cancellationToken);
        }
    }

    public void Dispose() => _lock.Dispose();

    private async Task<StockImageFiles> EnsureAsync(StockImage image, CancellationToken cancellationToken)
    {
        await _lock.WaitAsync(cancellationToken);
        try
        {
            if (!_ready.TryGetValue(image.ImageId, out var files))
            {
                Say($"preparing {image.Name}");
                files = await images.EnsureAsync(image, new Progress<string>(Say), cancellationToken);
                await storage.ImportSnapshotAsync(image.SnapshotId, files.RawDisk, cancellationToken);
                _ready[image.ImageId] = files;
                Doing = "ready";
            }

            return files;
        }
        catch (StockImageException failure)
        {
            Doing = $"failed: {failure.Message}";
            throw;
        }
        finally
        {
            _lock.Release();
        }
    }

    private void Say(string what)
    {
        Doing = what;
        Progress(logger, what);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Stock image: {What}")]
    private static partial void Progress(ILogger logger, string what);
}
