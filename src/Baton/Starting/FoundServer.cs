using Baton.Hosts.Discovery;

namespace Baton.Starting;

/// <summary>What 'init' found of a server, to describe it in baton.yaml.</summary>
internal sealed record FoundServer
{
    public required string Name { get; init; }

    public required string InstanceId { get; init; }

    public required string User { get; init; }

    public string? IdentityFile { get; init; }

    public string? Region { get; init; }

    public string? Endpoint { get; init; }

    /// <summary>False when the server did not let us in: then what it does is left to the operator.</summary>
    public bool LookedInside { get; init; }

    /// <summary>"15/main".</summary>
    public string? PostgresCluster { get; init; }

    public IReadOnlyList<string> Databases { get; init; } = [];

    public IReadOnlyList<Listener> Listeners { get; init; } = [];

    public IReadOnlyList<string> Fenced { get; init; } = [];
}
