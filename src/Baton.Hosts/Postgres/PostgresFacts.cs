namespace Baton.Hosts.Postgres;

/// <summary>A running cluster, as it describes itself.</summary>
public sealed record PostgresFacts
{
    public required PostgresLayout Layout { get; init; }

    /// <summary>"15.20 (Debian 15.20-0+deb12u1)".</summary>
    public required string FullVersion { get; init; }

    public required string SystemIdentifier { get; init; }

    public required bool IsStandby { get; init; }

    public required WalPosition Position { get; init; }

    public required int Timeline { get; init; }

    public required string WalLevel { get; init; }

    public required int MaxWalSenders { get; init; }

    public required int UsedWalSenders { get; init; }

    public required int MaxReplicationSlots { get; init; }

    public required int UsedReplicationSlots { get; init; }

    /// <summary>MiB that slots may keep; -1 when nothing limits them.</summary>
    public required long MaxSlotWalKeepMiB { get; init; }

    public required string ListenAddresses { get; init; }

    public required string SynchronousStandbyNames { get; init; }

    public required string ArchiveMode { get; init; }

    public required bool DataChecksums { get; init; }

    public required long SizeBytes { get; init; }

    /// <summary>Free on the file system of pg_wal.</summary>
    public required long WalFreeBytes { get; init; }

    /// <summary>Data directory, pg_wal and tablespaces: all that a copy must hold.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Names of the databases that take connections, without templates.</summary>
    public required IReadOnlyList<string> Databases { get; init; }

    /// <summary>Databases whose recorded collation version is not the one of the C library that runs: their text indexes may be wrong already.</summary>
    public required IReadOnlyList<string> StaleCollations { get; init; }

    /// <summary>Other standbys: application name and state. They must be told of a new primary by hand.</summary>
    public required IReadOnlyList<string> Standbys { get; init; }
}
