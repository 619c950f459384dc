using Baton.Engine.Problems;
using Baton.Hosts;
using Baton.Hosts.Discovery;
using Baton.Hosts.Postgres;

namespace Baton.Operations.Migrating.Syncing;

/// <summary>
/// What a byte-for-byte copy of a database needs of both machines. One under another C library would start, and find its own text indexes wrongly sorted months later.
/// </summary>
internal sealed class PhysicalPreflight(OperationServices services, Migration migration)
{
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var source = migration.Source;
        var connections = migration.Scope(services).Connections;
        var older = await connections.ConnectAsync(source.MachineId, cancellationToken);
        var newer = await connections.ConnectAsync(migration.InstanceId, cancellationToken);
        var postgres = await new PostgresDiscovery(older).ReadAsync(source.Options.Postgres?.Cluster, cancellationToken);
        List<Problem> problems = [.. PostgresProblems.InTheWayOfAStandby(source.ToString(), postgres, SyncNotes.RoomForLog)];
        var there = await new Facts(older).ReadAsync(cancellationToken);
        var here = await new Facts(newer).ReadAsync(cancellationToken);
        if (here.Architecture != there.Architecture)
        {
            problems.Add(HostProblems.ArchitectureDiffers(newer.Name, here.Architecture, there.Architecture));
        }

        if (here.Glibc != there.Glibc)
        {
            problems.Add(MigrationProblems.LibraryDiffers(newer.Name, here.Glibc, there.Glibc));
        }

        if (await new PostgresPrograms(newer).VersionAsync(postgres.Layout.BinDirectory, cancellationToken) is var version && version != postgres.Layout.Version)
        {
            problems.Add(MigrationProblems.VersionDiffers(newer.Name, version, postgres.Layout.Version));
        }

        if (problems is not [])
        {
            throw new BatonException([.. problems]);
        }
    }
}
