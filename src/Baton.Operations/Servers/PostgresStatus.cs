namespace Baton.Operations.Servers;

/// <summary>What a cluster is doing right now.</summary>
public sealed record PostgresStatus
{
    public required PostgresPart Part { get; init; }

    /// <summary>A primary's last written position; a standby's last received one; of a stopped cluster its last checkpoint.</summary>
    public WalPosition Position { get; init; }

    /// <summary>A standby's last replayed position.</summary>
    public WalPosition Replayed { get; init; }

    /// <summary>A standby receives from its primary right now.</summary>
    public bool Streaming { get; init; }
}
