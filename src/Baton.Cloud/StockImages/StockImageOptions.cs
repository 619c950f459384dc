namespace Baton.Cloud.StockImages;

public sealed record StockImageOptions
{
    /// <summary>Where built images are kept, one folder per recipe. Shared by all clouds of this user.</summary>
    public required string CacheDirectory { get; init => field = Path.GetFullPath(value); }

    /// <summary>The apt configuration of the host: its mirror is what builds the image and what guests use later.</summary>
    public string AptDirectory { get; init; } = "/etc/apt";

    /// <summary>Packages beside those of the recipe. Another list is another image.</summary>
    public IReadOnlyList<string> MorePackages { get; init; } = [];
}
