namespace Baton.Cloud.StockImages;

/// <summary>The images that the cloud offers without anybody having registered them (owner alias amazon). Known by name and id before they are built.</summary>
public interface IStockImages
{
    /// <summary>Needs no build: ids and names follow from the recipe.</summary>
    IReadOnlyList<StockImage> All { get; }

    /// <summary>Builds what the cache does not hold; a minute the first time, instant afterwards. Fails with <see cref="StockImageException"/>.</summary>
    Task<StockImageFiles> EnsureAsync(StockImage image, IProgress<string> progress, CancellationToken cancellationToken);
}
