using Baton.Hosts.Discovery;

namespace Baton.Starting;

/// <summary>What 'init' found of a server, to describe it in baton.yaml.</summary>
internal sealed record FoundServer
{
    public required string Name { get; init; }

    /// <summary>Empty for one outside EC2.</summary>
    public required string InstanceId { get; init; }

    /// <summary>Null for one on EC2.</summary>
    public SourcePlace? Source { get; init; }

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

    /// <summary>Folders with data of users.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>Units of the application that listen on no TCP port.</summary>
    public IReadOnlyList<string> Workers { get; init; } = [];

    /// <summary>Suggested for it on EC2.</summary>
    public string? InstanceType { get; init; }
}
