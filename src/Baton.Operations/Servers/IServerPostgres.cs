using Baton.Hosts;

namespace Baton.Operations.Servers;

/// <summary>The PostgreSQL cluster of a server.</summary>
public interface IServerPostgres
{
    Task CreateSlotAsync(PostgresFacts cluster, string slot, CancellationToken cancellationToken);

    Task<bool> HasSlotAsync(PostgresFacts cluster, string slot, CancellationToken cancellationToken);

    /// <summary>Succeeds also when PostgreSQL does not run here any more: then there is nothing that a slot could hold back.</summary>
    Task DropSlotAsync(PostgresFacts cluster, string slot, CancellationToken cancellationToken);

    Task CreateReplicationRoleAsync(PostgresFacts cluster, string role, CancellationToken cancellationToken);

    /// <summary>A new password each time it is asked: it is kept nowhere but in the follower's password file.</summary>
    Task<Secret> RenewReplicationPasswordAsync(PostgresFacts cluster, string role, CancellationToken cancellationToken);

    Task DropReplicationRoleAsync(PostgresFacts cluster, string role, CancellationToken cancellationToken);

    /// <summary>Makes this cluster, which must be stopped, a standby and starts it.</summary>
    Task FollowAsync(PostgresFacts cluster, FollowSetting follow, Secret password, CancellationToken cancellationToken);

    Task<PostgresStatus> PostgresAsync(PostgresFacts cluster, CancellationToken cancellationToken);

    /// <summary>Starts it in the part that it is in: a primary or a standby.</summary>
    Task StartPostgresAsync(PostgresFacts cluster, CancellationToken cancellationToken);

    /// <summary>Stops it cleanly, all followers having received everything, and says its last WAL position.</summary>
    Task<WalPosition> StopPostgresAsync(PostgresFacts cluster, CancellationToken cancellationToken);

    /// <summary>Ends following and accepts writes. Nothing to do for a primary.</summary>
    Task PromoteAsync(PostgresFacts cluster, CancellationToken cancellationToken);

    /// <summary>Writes the row by which a copy shows that it holds what was committed before it was taken.</summary>
    Task WriteWitnessAsync(PostgresFacts cluster, string runId, CancellationToken cancellationToken);

    Task RemoveWitnessAsync(PostgresFacts cluster, string runId, CancellationToken cancellationToken);

    Task<bool> HasWitnessAsync(PostgresFacts cluster, string runId, CancellationToken cancellationToken);
}
