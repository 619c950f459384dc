namespace Baton.Cloud.S3.Checksums;

/// <summary>A finished checksum, in base64.</summary>
internal sealed record Checksum(ChecksumAlgorithm Algorithm, string Value)
{
    /// <summary>Of the checksums of the parts, and not of the bytes.</summary>
    public bool IsComposite { get; init; }

    public string Type => IsComposite ? "COMPOSITE" : "FULL_OBJECT";
}
