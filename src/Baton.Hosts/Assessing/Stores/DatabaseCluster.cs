namespace Baton.Hosts.Assessing.Stores;

/// <summary>A PostgreSQL cluster.</summary>
public sealed record DatabaseCluster
{
    /// <summary>"15/main", or its data directory.</summary>
    public required string Name { get; init; }

    /// <summary>"15.20", or "15" where it does not run.</summary>
    public required string Version { get; init; }

    public required string DataDirectory { get; init; }

    public required int Port { get; init; }

    public required string Owner { get; init; }

    public required string Unit { get; init; }

    public required bool IsRunning { get; init; }

    /// <summary>Whether it could be asked; false leaves all that follows empty.</summary>
    public bool LetUsIn { get; init; }

    public bool IsStandby { get; init; }

    public long DataBytes { get; init; }

    /// <summary>Free on the file system of pg_wal.</summary>
    public long WalFreeBytes { get; init; }

    /// <summary>Since the server was first started; 0 where it cannot be told.</summary>
    public double WalBytesPerDay { get; init; }

    public DateTimeOffset? LastArchived { get; init; }

    public long ArchiveFailures { get; init; }

    /// <summary>Two-phase transactions that wait.</summary>
    public long PreparedTransactions { get; init; }

    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<ClusterDatabase> Databases { get; init; } = [];

    public IReadOnlyList<ClusterRole> Roles { get; init; } = [];

    public IReadOnlyList<ClusterReplication> Replication { get; init; } = [];

    /// <summary>Paths outside the data directory.</summary>
    public IReadOnlyList<string> Tablespaces { get; init; } = [];

    /// <summary>DATABASE.NAME of postgres_fdw and the like.</summary>
    public IReadOnlyList<string> ForeignServers { get; init; } = [];

    /// <summary>15.</summary>
    public int MajorVersion => int.TryParse(Version.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture, out var major) ? major : 0;

    public string? Setting(string name) => Settings.GetValueOrDefault(name);
}
