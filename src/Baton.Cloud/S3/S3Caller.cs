using Baton.Aws.Signing;

namespace Baton.Cloud.S3;

/// <summary>Who signed a request, and what they said of its body.</summary>
internal sealed record S3Caller
{
    public required string AccountId { get; init; }

    /// <summary>Null with the old signatures, which hold for all regions.</summary>
    public string? Region { get; init; }

    /// <summary>The value of x-amz-content-sha256: a hash, UNSIGNED-PAYLOAD or one of the STREAMING ones.</summary>
    public required string Payload { get; init; }

    /// <summary>What the signatures of a streamed body's chunks follow from.</summary>
    public StreamSeed? Seed { get; init; }

    /// <summary>Key, scope, and the signature of the request itself.</summary>
    internal sealed record StreamSeed(byte[] Key, SigningScope Scope, string Signature);
}
