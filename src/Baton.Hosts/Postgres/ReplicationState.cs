namespace Baton.Hosts.Postgres;

/// <summary>How far Baton's standby is, as the primary sees it.</summary>
public sealed record ReplicationState
{
    public required WalPosition Position { get; init; }

    /// <summary>streaming, catchup…; null when it is not connected.</summary>
    public string? State { get; init; }

    /// <summary>Bytes that the standby has not applied; all since the slot's position while it is not connected.</summary>
    public required long LagBytes { get; init; }

    /// <summary>How old what it applies is; null when the primary cannot say.</summary>
    public TimeSpan? Lag { get; init; }

    /// <summary>reserved, extended, unreserved or lost, as pg_replication_slots has it. Lost, as when the slot is gone: the standby can never catch up.</summary>
    public required string WalStatus { get; init; }

    public required long WalFreeBytes { get; init; }

    public bool IsStreaming => State == "streaming";
}
