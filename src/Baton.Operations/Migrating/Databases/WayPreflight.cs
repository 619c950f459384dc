using Baton.Engine.Problems;
using Baton.Hosts;
using Baton.Hosts.Discovery;
using Baton.Hosts.Postgres;

namespace Baton.Operations.Migrating.Databases;

/// <summary>
/// Chooses the way in which the database comes over, and says why: physical where both servers agree in all that a byte-for-byte copy depends on, logical where not, a
/// dump where nothing else is possible. A way that was asked for is taken or refused, never exchanged for another.
/// </summary>
internal static class WayPreflight
{
    /// <summary>Before there is a new server: what the source alone says.</summary>
    public static async Task<(WayChoice? Choice, IReadOnlyList<Problem> Problems)> ExpectAsync(IHost older, SourceModel source, DatabaseWay asked, CancellationToken cancellationToken)
    {
        if (source.Postgres is not { } postgres)
        {
            return (null, []);
        }

        var there = new SourceDatabase(source.ToString(), postgres, await new PostgresDiscovery(older).ReadLogicalAsync(postgres.Layout, cancellationToken));
        return asked switch
        {
            DatabaseWay.None => (Expect(there), there.InTheWayOfDump),
            _ => (Asked(asked), there.InTheWayOf(asked)),
        };
    }

    /// <summary>With both servers there.</summary>
    public static async Task<(WayChoice Choice, PostgresLayout Layout)> ChooseAsync(IHost older, IHost newer, SourceModel source, CancellationToken cancellationToken)
    {
        var discovery = new PostgresDiscovery(older);
        var postgres = await discovery.ReadAsync(source.Options.Postgres?.Cluster, cancellationToken);
        var there = new SourceDatabase(source.ToString(), postgres, await discovery.ReadLogicalAsync(postgres.Layout, cancellationToken));
        var programs = await new PostgresPrograms(older).ReadAsync(postgres.Layout.BinDirectory, cancellationToken);
        var here = new TargetDatabase(
            newer.Name, await new Facts(newer).ReadAsync(cancellationToken), await new PostgresPrograms(newer).ReadAsync(postgres.Layout.BinDirectory, cancellationToken));
        var facts = await new Facts(older).ReadAsync(cancellationToken);

        var room = here.RoomFor(there);
        IReadOnlyList<Problem> physical = [.. there.InTheWayOfPhysical, .. here.InTheWayOfPhysical(there, facts, programs), .. room];
        IReadOnlyList<Problem> logical = [.. there.InTheWayOfLogical, .. here.InTheWayOfNewCluster(there), .. room];
        IReadOnlyList<Problem> dump = [.. there.InTheWayOfDump, .. here.InTheWayOfNewCluster(there), .. room];
        var asked = source.Where.Database;
        var (choice, problems) = asked switch
        {
            DatabaseWay.Physical => (Asked(asked), physical),
            DatabaseWay.Logical => (Asked(asked), logical),
            DatabaseWay.Dump => (Asked(asked), dump),
            _ when physical is [] => (new(DatabaseWay.Physical, "version, architecture and C library of both servers agree"), []),
            _ when logical is [] => (new(DatabaseWay.Logical, $"a byte-for-byte copy is not possible. {Reasons(physical)}"), []),
            _ when dump is [] => (new(DatabaseWay.Dump, $"nothing else is possible. {Reasons([.. physical, .. logical])}"), []),

            // What is in the way of all of them; of each for itself would be a list of what need not all be solved.
            _ => (new WayChoice(DatabaseWay.Physical, ""), physical),
        };
        return problems is []
            ? (choice, choice.Way is DatabaseWay.Physical ? postgres.Layout : here.LayoutFor(there))
            : throw new BatonException([.. problems]);
    }

    private static WayChoice Asked(DatabaseWay way) => new(way, "you asked for it");

    private static WayChoice Expect(SourceDatabase there) => there switch
    {
        { InTheWayOfPhysical: [] } => new(DatabaseWay.Physical, "as long as the new server has the same PostgreSQL, architecture and C library, which 'sync' looks at"),
        { InTheWayOfLogical: [] } => new(DatabaseWay.Logical, $"a byte-for-byte copy is not possible. {Reasons(there.InTheWayOfPhysical)}"),
        _ => new(DatabaseWay.Dump, $"nothing else is possible. {Reasons([.. there.InTheWayOfPhysical, .. there.InTheWayOfLogical])}"),
    };

    private static string Reasons(IReadOnlyList<Problem> problems) => string.Join(' ', problems.Select(problem => problem.Message).Distinct());
}
