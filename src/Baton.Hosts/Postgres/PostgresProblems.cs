using Baton.Engine.Problems;

namespace Baton.Hosts.Postgres;

/// <summary>What can be wrong with PostgreSQL: BTN04xx.</summary>
public static class PostgresProblems
{
    public const int OldestVersion = 12;

    public static Problem NotRunning(string host, string cluster) => new(
        "BTN0401", $"PostgreSQL {cluster} is not running on {host}.", $"Start it there and see why it stopped: journalctl -u 'postgresql*'");

    public static Problem TooOld(string host, string version) => new(
        "BTN0402", $"PostgreSQL {version} on {host} is too old.", $"Baton needs {OldestVersion} or later, for standby.signal and pg_promote.");

    public static Problem NotFound(string host, string clusters) => new(
        "BTN0403", $"{host} has no PostgreSQL cluster that Baton can use{(clusters.Length is 0 ? "" : $" (it has: {clusters})")}.",
        "Set postgres.cluster in baton.yaml to the one that counts, or remove 'postgres' from it.");

    public static Problem AccessDenied(string host, string said) => new(
        "BTN0404", $"PostgreSQL on {host} does not let its own superuser in over the unix socket: {said}", "Let it: 'local all postgres peer' in pg_hba.conf.");

    public static Problem WalLevelTooLow(string host, string level) => new(
        "BTN0405", $"wal_level is '{level}' on {host}; a standby needs 'replica' or 'logical'.",
        "ALTER SYSTEM SET wal_level = 'replica', and restart PostgreSQL at a quiet moment.");

    public static Problem NoWalSender(string host, int max) => new(
        "BTN0406", $"All {max} max_wal_senders are in use on {host}.", "Raise max_wal_senders by two and restart PostgreSQL at a quiet moment.");

    public static Problem NoReplicationSlot(string host, int max) => new(
        "BTN0407", $"All {max} max_replication_slots are in use on {host}.", "Drop a slot that nothing uses (pg_replication_slots), or raise max_replication_slots and restart.");

    public static Problem NoRoomForWal(string host, string detail) => new(
        "BTN0408", $"{host} has too little room for the log that a standby needs while it catches up: {detail}.", "Make room on the file system of pg_wal.");

    public static Problem IsStandby(string host) => new(
        "BTN0409", $"PostgreSQL on {host} is a standby itself.", "Run this against its primary.");

    public static Problem SynchronousStandbys(string host, string names) => new(
        "BTN0410", $"synchronous_standby_names is '{names}' on {host}: after a switch every commit would wait for standbys that follow the old server.",
        "Empty it for the time of the switch, or point those standbys at the new server first.");

    public static Problem NotListening(string host, string addresses) => new(
        "BTN0411", $"PostgreSQL on {host} listens on '{addresses}' only.", "listen_addresses must hold localhost, 127.0.0.1 or *: replication comes in over an SSH tunnel on loopback.");

    public static Problem StandbyStuck(string host, string detail) => new(
        "BTN0412", $"The standby on {host} does not follow: {detail}", "Its log says why: see 'journalctl' and /var/log/postgresql there.");

    public static Problem WalMissing(string host, string detail) => new(
        "BTN0413", $"The standby on {host} has not got everything: {detail}.", "Nothing was promoted. The old server has all of it.");

    public static Problem NotStopped(string host, string state) => new(
        "BTN0414", $"PostgreSQL on {host} did not shut down cleanly ({state}).", "A session or an archiver may hold it; see its log.");

    public static Problem DidNotStart(string host, string cluster) => new(
        "BTN0415", $"PostgreSQL {cluster} did not start on {host}.", "See /var/log/postgresql and 'journalctl -u postgresql*' there.");

    public static Problem NotAStandby(string host) => new(
        "BTN0416", $"PostgreSQL on {host} is not a standby, so it cannot be promoted there.", "Was it started without Baton? A copy that ran by itself is thrown away and made anew.");

    public static Problem SlotLost(string host, string slot) => new(
        "BTN0417", $"The log that slot {slot} on {host} was to keep is gone (max_slot_wal_keep_size).", "Raise max_slot_wal_keep_size, or do this when less is written.");

    public static Problem CollationChanged(string host, string databases) => new(
        "BTN0418", $"The C library of {host} sorts otherwise than the one that built the indexes of {databases}.", "REINDEX them and ALTER DATABASE … REFRESH COLLATION VERSION, then try again.");

    public static Problem StatementFailed(string host, string said) => new(
        "BTN0419", $"PostgreSQL on {host} refused a statement: {said}", "The message is PostgreSQL's own.");

    public static Problem NotMade(string host, string said) => new(
        "BTN0420", $"The database could not be made anew on {host}: {said}", "The message is the program's own. Nothing was changed on the server that it comes from.");

    public static Problem RowsDiffer(string host, string detail) => new(
        "BTN0421", $"The rows that came to {host} are not those that left: {detail}", "Nobody was sent there. Does something write to the database besides the services in baton.yaml?");

    /// <summary>What is in the way of a standby of this cluster; all of it at once.</summary>
    public static IReadOnlyList<Problem> InTheWayOfAStandby(string host, PostgresFacts facts, long neededWalBytes)
    {
        var problems = new List<Problem>();
        void Unless(bool fine, Func<Problem> problem)
        {
            if (!fine)
            {
                problems.Add(problem());
            }
        }

        Unless(facts.Layout.Version >= OldestVersion, () => TooOld(host, facts.FullVersion));
        Unless(!facts.IsStandby, () => IsStandby(host));
        Unless(facts.WalLevel is "replica" or "logical", () => WalLevelTooLow(host, facts.WalLevel));
        Unless(facts.UsedWalSenders < facts.MaxWalSenders, () => NoWalSender(host, facts.MaxWalSenders));
        Unless(facts.UsedReplicationSlots < facts.MaxReplicationSlots, () => NoReplicationSlot(host, facts.MaxReplicationSlots));
        Unless(facts.SynchronousStandbyNames.Length is 0, () => SynchronousStandbys(host, facts.SynchronousStandbyNames));
        Unless(ListensOnLoopback(facts), () => NotListening(host, facts.ListenAddresses));
        Unless(facts.WalFreeBytes >= neededWalBytes, () => NoRoomForWal(host, $"{facts.WalFreeBytes >> 20} MiB free, {neededWalBytes >> 20} MiB wanted"));
        Unless(facts.StaleCollations is [], () => CollationChanged(host, string.Join(", ", facts.StaleCollations)));
        return problems;
    }

    /// <summary>Where the link comes out.</summary>
    public static bool ListensOnLoopback(PostgresFacts facts) =>
        facts.ListenAddresses.Split(',', StringSplitOptions.TrimEntries).Any(address => address is "*" or "localhost" or "127.0.0.1" or "0.0.0.0");

    internal static Problem Read(string host, string key, string detail) => key switch
    {
        "postgres-not-running" => NotRunning(host, detail),
        "postgres-too-old" => TooOld(host, detail),
        "postgres-not-found" => NotFound(host, detail),
        "postgres-access" => AccessDenied(host, detail),
        "postgres-not-stopped" => NotStopped(host, detail),
        "postgres-did-not-start" => DidNotStart(host, detail),
        "postgres-not-a-standby" => NotAStandby(host),
        "postgres-stuck" => StandbyStuck(host, detail),
        "postgres-wal-missing" => WalMissing(host, detail),
        "postgres-not-made" => NotMade(host, detail),
        "postgres-rows-differ" => RowsDiffer(host, detail),
        "postgres-no-room" => NoRoomForWal(host, detail),
        "postgres-statement" => StatementFailed(host, detail),
        _ => throw new InvalidOperationException($"A script on {host} named a problem that nobody knows: {key} {detail}"),
    };
}
