namespace Baton.Cloud.StockImages;

/// <summary>Debian 12, built from the host's own mirror on first use and kept in the user's cache.</summary>
public sealed class DebianStockImages : IStockImages
{
    private const int SizeGiB = 8;

    // Of the recipe, not of the build: the same recipe must have the same name everywhere.
    private static readonly DateTimeOffset RecipeDate = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    private readonly StockImageOptions _options;
    private readonly StockImageRecipe _recipe;
    private readonly StockImageUse _used = new();

    public DebianStockImages(StockImageOptions options)
    {
        _options = options;
        _recipe = new StockImageRecipe(AptSources.Read(options.AptDirectory), options.MorePackages);
        All =
        [
            new StockImage
            {
                ImageId = $"ami-{_recipe.Hash}",
                SnapshotId = $"snap-{_recipe.Hash}",
                Name = $"debian-12-amd64-{RecipeDate:yyyyMMdd}",
                Description = "Debian 12 (bookworm), user admin",
                SizeGiB = SizeGiB,
                RootDeviceName = "/dev/xvda",
                CreatedAt = RecipeDate,
            },
        ];
    }

    public IReadOnlyList<StockImage> All { get; }

    public async Task<StockImageFiles> EnsureAsync(StockImage image, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(_options.CacheDirectory, StockImageUse.Prefix + _recipe.Hash);
        var files = new StockImageFiles(Path.Combine(folder, "disk.raw"), Path.Combine(folder, "vmlinuz"), Path.Combine(folder, "initrd"));
        if (!_used.TryHold(folder))
        {
            Directory.CreateDirectory(_options.CacheDirectory);
            using var builds = await LockBuildsAsync(cancellationToken);
            if (!_used.TryHold(folder))
            {
                await new StockImageBuilder(_recipe, _options.CacheDirectory, progress).BuildAsync(folder, SizeGiB, cancellationToken);
                _used.TryHold(folder);
            }
        }

        StockImageUse.Prune(_options.CacheDirectory, TimeProvider.System.GetUtcNow());
        return files;
    }

    // Two clouds that start together build once; the lock ends with the process, however it ends.
    private async Task<FileStream> LockBuildsAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(_options.CacheDirectory, ".lock");
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellationToken);
            }
        }
    }
}
