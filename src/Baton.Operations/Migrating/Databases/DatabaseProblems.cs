using System.Globalization;
using Baton.Engine.Problems;
using Baton.Hosts.Postgres;

namespace Baton.Operations.Migrating.Databases;

/// <summary>What can be in the way of a database's coming over: BTN068x and BTN069x.</summary>
internal static class DatabaseProblems
{
    private const int Named = 20;

    public static Problem NotLogicalLevel(string server, string level) => new(
        "BTN0680", $"wal_level is '{level}' on {server}; logical replication needs 'logical'.",
        "ALTER SYSTEM SET wal_level = 'logical', and restart PostgreSQL at a quiet moment: its users wait for seconds. Or take the way of a dump: --database dump");

    public static Problem WithoutIdentity(string server, IReadOnlyList<TableRemedy> tables) => new(
        "BTN0681",
        string.Create(CultureInfo.InvariantCulture, $"{tables.Count} tables on {server} have no replica identity, so changes of their rows could not be found on the new server: {List(tables.Select(table => $"{table.Table} in {table.Database}"))}"),
        $"Give them one; users hardly notice, and it can stay: {List(tables.Select(table => $"{table.Statement};"), " ")}");

    public static Problem Unlogged(string server, IReadOnlyList<string> tables) => new(
        "BTN0682", $"Unlogged tables on {server} would come over empty: {List(tables)}",
        "ALTER TABLE … SET LOGGED for each whose rows matter, DROP the others, or take the way of a dump: --database dump");

    public static Problem LargeObjects(string server, IReadOnlyList<string> databases) => new(
        "BTN0683", $"Large objects on {server} are not carried by logical replication: {List(databases)}", "Take the way of a dump, which carries them: --database dump");

    public static Problem FiringTriggers(string server, IReadOnlyList<string> triggers) => new(
        "BTN0684", $"Triggers on {server} that fire for replicated rows, too, would do their work a second time on the new server: {List(triggers)}",
        "ALTER TABLE … ENABLE TRIGGER … (without ALWAYS or REPLICA) for the time of the migration, or take the way of a dump: --database dump");

    public static Problem TooFew(string server, string setting, int has, int needed) => new(
        "BTN0685",
        string.Create(CultureInfo.InvariantCulture, $"{setting} leaves {has} on {server}, and {needed} are needed: one for each database, and two for the first copy."),
        $"Raise {setting} and restart PostgreSQL at a quiet moment.");

    public static Problem PreparedTransactions(string server, int count) => new(
        "BTN0686",
        string.Create(CultureInfo.InvariantCulture, $"{count} prepared transactions on {server} keep replication from beginning."),
        "COMMIT PREPARED or ROLLBACK PREPARED them (pg_prepared_xacts), or let the application end them.");

    public static Problem ExtensionsMissing(string server, IReadOnlyList<string> extensions) => new(
        "BTN0687", $"{server} cannot create extensions that the source uses: {List(extensions)}", "Install their packages there ('target.provision' in baton.yaml), and run 'baton migrate sync' again.");

    public static Problem OlderPrograms(string server, int here, int there) => new(
        "BTN0688", string.Create(CultureInfo.InvariantCulture, $"{server} has PostgreSQL {here}, which is older than the source's {there}."), "Install the source's major version there, or a newer one.");

    public static Problem NoPrograms(string server) => new(
        "BTN0689", $"{server} has no PostgreSQL.", "Install it there: 'target.packages' or a provisioning step in baton.yaml.");

    public static Problem RowsStuck(string server, string why) => new(
        "BTN0690", $"The rows do not come to {server}: {why}.", "'baton migrate sync' goes on once the cause is gone; the source was not touched.");

    public static Problem SchemaChanged(string server) => new(
        "BTN0691", $"The database schema of {server} was changed since it came over; replication carries rows only.",
        $"'baton migrate sync {server}' brings the schema and all rows over anew. Then leave the schema alone until the cut-over.");

    public static Problem NoTestByRows(string server, string way) => new(
        "BTN0692", $"The database of {server} comes over by the way '{way}', and a fenced copy is made of a standby only (physical).",
        "A cluster that was filled by rows has no sequences yet and cannot be written to before the cut-over. 'baton migrate cutover' proves what has come over before it lets users in, and goes back by itself.");

    private static string List(IEnumerable<string> items, string separator = ", ")
    {
        var all = items.ToList();
        return string.Join(separator, all.Take(Named)) + (all.Count > Named ? string.Create(CultureInfo.InvariantCulture, $"{separator}and {all.Count - Named} more") : "");
    }
}
