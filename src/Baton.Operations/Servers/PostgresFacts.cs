namespace Baton.Operations.Servers;

/// <summary>A cluster: where it is and whether it can be copied and followed.</summary>
public sealed record PostgresFacts
{
    /// <summary>"15/main".</summary>
    public required string Cluster { get; init; }

    public required int MajorVersion { get; init; }

    public required string DataDirectory { get; init; }

    public int Port { get; init; } = 5432;

    /// <summary>The unit that runs it: "postgresql@15-main.service".</summary>
    public required string Unit { get; init; }

    public bool Running { get; init; }

    public bool IsStandby { get; init; }

    public long Bytes { get; init; }

    /// <summary>Mount points of data, WAL and tablespaces.</summary>
    public IReadOnlyList<string> MountPoints { get; init; } = [];

    public string WalLevel { get; init; } = "replica";

    public int FreeWalSenders { get; init; } = 1;

    public int FreeReplicationSlots { get; init; } = 1;

    /// <summary>Free space where the WAL is, which a slot may fill.</summary>
    public long WalFreeBytes { get; init; } = long.MaxValue;

    /// <summary>Databases whose recorded collation version is not the installed one: their text indexes may be wrong already.</summary>
    public IReadOnlyList<string> CollationMismatches { get; init; } = [];
}
