namespace Baton.Operations.Configuration;

public sealed record PostgresOptions
{
    /// <summary>"15/main", or null for the one cluster that is there.</summary>
    public string? Cluster { get; init; }

    /// <summary>Databases whose rows are counted when an image is proved; empty means all but the templates.</summary>
    public IReadOnlyList<string> Databases { get; init; } = [];
}
