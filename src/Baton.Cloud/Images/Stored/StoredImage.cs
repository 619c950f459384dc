using Baton.Cloud.State;

namespace Baton.Cloud.Images.Stored;

/// <summary>What stands at the head of an image in a bucket: the image as it was, and how long each of the disks is that follow.</summary>
internal sealed record StoredImage
{
    public required ImageRecord Image { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>In the order in which they follow.</summary>
    public required IReadOnlyList<Disk> Disks { get; init; }

    internal sealed record Disk(string SnapshotId, int SizeGiB, long Bytes);
}
