namespace Baton.Hosts.Postgres;

/// <summary>How far a standby is, as it sees itself.</summary>
public sealed record StandbyState
{
    public required bool IsRunning { get; init; }

    public required bool InRecovery { get; init; }

    /// <summary>It has a connection to its primary.</summary>
    public required bool IsReceiving { get; init; }

    public WalPosition? Received { get; init; }

    public WalPosition? Replayed { get; init; }
}
