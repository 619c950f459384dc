using System.Text.Json.Serialization;
using Baton.Cloud.S3.Checksums;

namespace Baton.Cloud.S3.Storage;

internal sealed record ObjectRecord
{
    public required string Bucket { get; init; }

    public required string Key { get; init; }

    public required DateTimeOffset LastModified { get; init; }

    /// <summary>Without quotes: MD5 in hexadecimal, or of the parts' MD5s with their number behind.</summary>
    public required string ETag { get; init; }

    public required Checksum Checksum { get; init; }

    /// <summary>In order; one unless it was uploaded in parts.</summary>
    public required IReadOnlyList<BlobRecord> Blobs { get; init; }

    public required ObjectTraits Traits { get; init; }

    /// <summary>What it was uploaded in parts by, so that a repeated completion finds its effect.</summary>
    public string? UploadId { get; init; }

    [JsonIgnore]
    public long Size => Blobs.Sum(blob => blob.Size);

    [JsonIgnore]
    public bool IsMultipart => UploadId is not null;
}
