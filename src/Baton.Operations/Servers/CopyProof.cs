using Baton.Operations.Configuration;

namespace Baton.Operations.Servers;

/// <summary>What a copy must hold.</summary>
public sealed record CopyProof
{
    /// <summary>The run that took the image.</summary>
    public required string RunId { get; init; }

    public PostgresFacts? Postgres { get; init; }

    public PostgresOptions? PostgresOptions { get; init; }

    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>From the image's tags; null for an image without folders.</summary>
    public string? ManifestDigest { get; init; }
}
