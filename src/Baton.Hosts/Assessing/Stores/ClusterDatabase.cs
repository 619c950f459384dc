namespace Baton.Hosts.Assessing.Stores;

/// <summary>A database of a cluster.</summary>
public sealed record ClusterDatabase
{
    public required string Name { get; init; }

    public required string Encoding { get; init; }

    public required string Collate { get; init; }

    public required string CharacterType { get; init; }

    /// <summary>"libc", "icu" or "builtin".</summary>
    public required string Provider { get; init; }

    /// <summary>The version of the C library or ICU that built its indexes.</summary>
    public string? RecordedCollation { get; init; }

    /// <summary>The version that runs now.</summary>
    public string? ActualCollation { get; init; }

    public required long Bytes { get; init; }

    public required long LargeObjects { get; init; }

    /// <summary>Tables that have no primary key and no other replica identity.</summary>
    public required long WithoutIdentityCount { get; init; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<string> WithoutIdentity { get; init; } = [];

    /// <summary>Tables that replication does not carry.</summary>
    public long UnloggedTables { get; init; }

    /// <summary>"pg_trgm 1.6".</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];
}
