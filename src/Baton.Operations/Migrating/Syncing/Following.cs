using Baton.Engine.Problems;
using Baton.Hosts.Postgres;
using Baton.Operations.Resizing;

namespace Baton.Operations.Migrating.Syncing;

/// <summary>Whether the new database follows the old one, or will again by itself: after a reboot of either machine it takes a moment.</summary>
internal sealed class Following(OperationServices services, Migration migration)
{
    /// <summary>False when the old server has not kept the log: the copy must be made anew, whatever state it is in.</summary>
    public async Task<bool> CanGoOnAsync(string seededBy, CancellationToken cancellationToken)
    {
        if (migration.Source.Postgres is not { } postgres)
        {
            return true;
        }

        var older = await migration.Scope(services).Connections.ConnectAsync(migration.Source.MachineId, cancellationToken);
        var cluster = new PostgresServer(older, postgres.Layout);
        var slot = Slots.Forward(seededBy);
        return await cluster.FindSlotAsync(slot, cancellationToken) is not null
            && (await cluster.ReadReplicationAsync(slot, cancellationToken)).WalStatus != "lost";
    }

    /// <summary>Waits until it follows; throws when it does not.</summary>
    public async Task RequireAsync(CancellationToken cancellationToken)
    {
        if (migration.Source.Postgres is not { } postgres)
        {
            return;
        }

        var connections = migration.Scope(services).Connections;
        var began = services.Time.GetTimestamp();
        while (await WhyNotAsync() is { } why)
        {
            if (services.Time.GetElapsedTime(began) >= services.FollowPatience)
            {
                throw new BatonException(MigrationProblems.NotFollowing(migration.Source.Name, why));
            }

            await Task.Delay(services.ServerPeriod, services.Time, cancellationToken);
        }

        async Task<string?> WhyNotAsync()
        {
            var newer = await connections.ConnectAsync(migration.InstanceId, cancellationToken);
            var state = await new PostgresServer(newer, postgres.Layout).ReadStandbyAsync(cancellationToken);
            return state switch
            {
                { IsRunning: false } => "it does not run",
                { InRecovery: false } => "it is no standby",
                { IsReceiving: false } => "nothing arrives; is the link up, and the slot still there?",
                _ => null,
            };
        }
    }
}
