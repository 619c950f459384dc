using Baton.Engine.Problems;
using Baton.Hosts;
using Baton.Hosts.Links;
using Baton.Hosts.Postgres;

namespace Baton.Operations.Migrating.Cutting;

/// <summary>Whether users can be taken back to the old server with all that they wrote since, as far as that can be told before anybody has to wait.</summary>
internal sealed class WayBackLook(OperationServices services, CutoverArguments arguments)
{
    /// <summary>Waits a moment for what comes up again by itself; throws when it does not.</summary>
    public async Task RequireAsync(CancellationToken cancellationToken)
    {
        var migration = arguments.Migration;
        var connections = migration.Scope(services).Connections;
        var older = await connections.ConnectAsync(migration.Source.MachineId, cancellationToken);
        var newer = await connections.ConnectAsync(migration.InstanceId, cancellationToken);
        var began = services.Time.GetTimestamp();
        while (await WhyNotAsync(older, newer, cancellationToken) is { } why)
        {
            if (services.Time.GetElapsedTime(began) >= services.FollowPatience)
            {
                throw new BatonException(MigrationProblems.NoWayBack(migration.Source.Name, why));
            }

            await Task.Delay(services.ServerPeriod, services.Time, cancellationToken);
        }
    }

    private async Task<string?> WhyNotAsync(IHost older, IHost newer, CancellationToken cancellationToken)
    {
        if (!(await new Link(newer, older).ReadAsync(cancellationToken)).Up)
        {
            return "the link between the two servers is down";
        }

        if (arguments.Migration.Source.Postgres?.Layout is not { } layout)
        {
            return null;
        }

        var old = await new PostgresServer(older, layout).ReadStandbyAsync(cancellationToken);
        return old switch
        {
            { IsRunning: false } => "its database does not run",

            // By rows: what subscriptions cannot carry, a dump does.
            _ when arguments.Way is DatabaseWay.Logical or DatabaseWay.Dump => null,
            { IsReceiving: false } => "nothing arrives there; is the new server's slot for it still there?",
            _ => null,
        };
    }
}
