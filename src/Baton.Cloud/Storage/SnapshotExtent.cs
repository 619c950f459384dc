namespace Baton.Cloud.Storage;

/// <summary>A stretch of a snapshot, and where its bytes are; without a file they are zero.</summary>
public sealed record SnapshotExtent(long Start, long Length, string? File, long Offset)
{
    public long End => Start + Length;

    /// <summary>Whether two snapshots have the very same bytes of the same file here. Both may also have equal bytes of different files.</summary>
    public bool IsSameAs(SnapshotExtent other) => File == other.File && (File is null || Offset - Start == other.Offset - other.Start);
}
