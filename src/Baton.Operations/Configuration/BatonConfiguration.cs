namespace Baton.Operations.Configuration;

/// <summary>baton.yaml, read and found valid. What is null here is found as every AWS tool finds it: environment, profile, instance role.</summary>
public sealed record BatonConfiguration
{
    public string? Region { get; init; }

    public string? Profile { get; init; }

    /// <summary>The EC2 endpoint; the local cloud's, for a rehearsal.</summary>
    public Uri? Endpoint { get; init; }

    public IReadOnlyList<ServerOptions> Servers { get; init; } = [];
}
