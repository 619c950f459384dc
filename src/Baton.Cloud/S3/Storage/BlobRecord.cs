namespace Baton.Cloud.S3.Storage;

/// <summary>A file of bytes that never change, of one object: the whole of it, or one of the parts that it was uploaded in.</summary>
internal sealed record BlobRecord
{
    /// <summary>Its file.</summary>
    public required string Name { get; init; }

    public required long Size { get; init; }

    /// <summary>MD5 in hexadecimal.</summary>
    public required string ETag { get; init; }

    /// <summary>In base64, by the algorithm of its object.</summary>
    public required string Checksum { get; init; }
}
