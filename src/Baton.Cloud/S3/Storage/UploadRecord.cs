using Baton.Cloud.S3.Checksums;

namespace Baton.Cloud.S3.Storage;

/// <summary>An upload in parts that is neither completed nor aborted.</summary>
internal sealed record UploadRecord
{
    public required string UploadId { get; init; }

    public required string Bucket { get; init; }

    public required string Key { get; init; }

    public required DateTimeOffset Initiated { get; init; }

    public required ObjectTraits Traits { get; init; }

    public required ChecksumAlgorithm Algorithm { get; init; }

    /// <summary>The object's checksum is one of the checksums of its parts.</summary>
    public required bool IsComposite { get; init; }

    /// <summary>False when nobody asked for a checksum and the algorithm is S3's own choice.</summary>
    public required bool IsAskedFor { get; init; }
}
