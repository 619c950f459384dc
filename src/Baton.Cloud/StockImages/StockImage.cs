namespace Baton.Cloud.StockImages;

/// <summary>An image as DescribeImages shows it.</summary>
public sealed record StockImage
{
    /// <summary><c>ami-</c> and 17 digits of the recipe's hash: the same everywhere for the same recipe.</summary>
    public required string ImageId { get; init; }

    /// <summary>The id of the snapshot behind it, <c>snap-</c> and the same digits.</summary>
    public required string SnapshotId { get; init; }

    /// <summary>debian-12-amd64-20261121, in the manner of Debian's own AMIs.</summary>
    public required string Name { get; init; }

    public required string Description { get; init; }

    public required int SizeGiB { get; init; }

    /// <summary>/dev/xvda, as on Debian's AMIs.</summary>
    public required string RootDeviceName { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
