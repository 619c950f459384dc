namespace Baton.Hosts.Assessing.Stores;

/// <summary>A place that holds data and is not PostgreSQL.</summary>
public sealed record DataStore
{
    /// <summary>"mariadb", "redis", "sqlite".</summary>
    public required string Kind { get; init; }

    public required string Version { get; init; }

    public required string Place { get; init; }

    public required long Bytes { get; init; }

    public required string Unit { get; init; }
}
