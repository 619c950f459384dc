namespace Baton.Cloud.S3.Storage;

/// <summary>What is said of an object beside its bytes, and travels with a copy.</summary>
internal sealed record ObjectTraits
{
    public string ContentType { get; init; } = "binary/octet-stream";

    /// <summary>Cache-Control, Content-Disposition and the like: kept, and sent again with the object.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Without the x-amz-meta- before the names.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    public string StorageClass { get; init; } = "STANDARD";

    public string Encryption { get; init; } = "AES256";

    public string? KmsKeyId { get; init; }
}
