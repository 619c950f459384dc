using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Guards;
using Baton.Hosts.Links;
using Baton.Hosts.Postgres;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Databases;

/// <summary>The two clusters of a migration by rows: each of its own, on either end of the link.</summary>
internal sealed class Bringing(PlanScope scope, Migration migration, PostgresFacts postgres, PostgresLayout newLayout)
{
    public PlanScope Scope { get; } = scope;

    public Migration Migration { get; } = migration;

    public PostgresFacts Postgres { get; } = postgres;

    public PostgresLayout OldLayout => Postgres.Layout;

    public PostgresLayout NewLayout { get; } = newLayout;

    public string OldId => Migration.Source.MachineId;

    public string NewId => Migration.InstanceId;

    /// <summary>The old cluster, as the new machine sees it.</summary>
    public OtherCluster Old => new(Link.OldPostgresPort, OldLayout.Version, Tablespaces);

    public IReadOnlyList<string> Tablespaces =>
    [
        .. Postgres.Paths.Where(path =>
            path != OldLayout.DataDirectory && !path.StartsWith(OldLayout.DataDirectory + "/", StringComparison.Ordinal) && !path.EndsWith("pg_wal", StringComparison.Ordinal)),
    ];

    /// <summary>As many at once as both machines can, within reason: the old one serves its users, too.</summary>
    public int Jobs => Math.Clamp(Migration.Source.Host.Cpus, 1, 8);

    public async Task<PostgresRows> OldRowsAsync(CancellationToken cancellationToken) => new(await OldAsync(cancellationToken), OldLayout);

    public async Task<PostgresRows> NewRowsAsync(CancellationToken cancellationToken) => new(await NewAsync(cancellationToken), NewLayout);

    public Task<IHost> OldAsync(CancellationToken cancellationToken) => Scope.Connections.ConnectAsync(OldId, cancellationToken);

    public Task<IHost> NewAsync(CancellationToken cancellationToken) => Scope.Connections.ConnectAsync(NewId, cancellationToken);

    /// <summary>A cluster of another version has a unit of its own, which the fence of the preparation does not know.</summary>
    public async Task FenceUnitAsync(CancellationToken cancellationToken)
    {
        if (NewLayout.Unit is { } unit && unit != OldLayout.Unit)
        {
            await new Guard(await NewAsync(cancellationToken)).InstallAsync(Fences.Of(Migration.Source.Options, unit) with { Ahead = true }, cancellationToken);
        }
    }

    /// <summary>Removes the cluster from the new machine, whatever it is; one that is dead does not hold the way back up.</summary>
    public Task ForgetAsync(StepContext context, CancellationToken cancellationToken) =>
        Tolerant.OnNewAsync(Scope, Migration, context, host => new PostgresCopy(host, NewLayout, Tablespaces).ForgetAsync(cancellationToken), cancellationToken);
}
