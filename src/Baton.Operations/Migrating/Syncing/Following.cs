using Baton.Engine.Problems;
using Baton.Hosts.Links;
using Baton.Hosts.Postgres;
using Baton.Operations.Resizing;

namespace Baton.Operations.Migrating.Syncing;

/// <summary>Whether the new database follows the old one, or will again by itself: after a reboot of either machine it takes a moment.</summary>
internal sealed class Following(OperationServices services, Migration migration, DatabaseWay way, PostgresLayout? newLayout)
{
    /// <summary>False when the old server has not kept the log, or its schema was changed where only rows follow: the copy must be made anew, whatever state it is in.</summary>
    /// <param name="schema">What the schema was when it came over; null for a way that brings changes of it, too.</param>
    public async Task<bool> CanGoOnAsync(string seededBy, string? schema, CancellationToken cancellationToken)
    {
        // A dump was tried, and nothing follows that could be lost.
        if (migration.Source.Postgres is not { } postgres || way is DatabaseWay.Dump)
        {
            return true;
        }

        var older = await migration.Scope(services).Connections.ConnectAsync(migration.Source.MachineId, cancellationToken);
        var cluster = new PostgresServer(older, postgres.Layout);
        var slot = Slots.Forward(seededBy);
        return await cluster.FindSlotAsync(slot, cancellationToken) is not null
            && (await cluster.ReadReplicationAsync(slot, cancellationToken)).WalStatus != "lost"
            && (schema is null || await IsStillAsync(schema));

        async Task<bool> IsStillAsync(string digest)
        {
            var newer = await migration.Scope(services).Connections.ConnectAsync(migration.InstanceId, cancellationToken);
            return await new PostgresRows(newer, newLayout ?? postgres.Layout).ReadDigestAsync(Link.OldPostgresPort, cancellationToken) == digest;
        }
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
            var layout = newLayout ?? postgres.Layout;
            var state = await new PostgresServer(newer, layout).ReadStandbyAsync(cancellationToken);
            return state switch
            {
                { IsRunning: false } => "it does not run",
                _ when way is DatabaseWay.Dump => null,
                _ when way is DatabaseWay.Logical => (await new PostgresRows(newer, layout).ReadAsync(cancellationToken)).Follows ? null : "its subscriptions are not connected; is the link up, and are the slots still there?",
                { InRecovery: false } => "it is no standby",
                { IsReceiving: false } => "nothing arrives; is the link up, and the slot still there?",
                _ => null,
            };
        }
    }
}
