using Baton.Cloud.StockImages;

namespace Baton.Cloud.Simulated;

/// <summary>Debian by name only.</summary>
public sealed class SimulatedStockImages : IStockImages
{
    public IReadOnlyList<StockImage> All { get; } =
    [
        new()
        {
            ImageId = "ami-0deb1a12000000000",
            SnapshotId = "snap-0deb1a12000000000",
            Name = "debian-12-amd64-20261121",
            Description = "Debian 12 (bookworm), simulated",
            SizeGiB = 8,
            RootDeviceName = "/dev/xvda",
            CreatedAt = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero),
        },
    ];

    public Task<StockImageFiles> EnsureAsync(StockImage image, IProgress<string> progress, CancellationToken cancellationToken) =>
        Task.FromResult(new StockImageFiles("/dev/null", "/dev/null", "/dev/null"));
}
