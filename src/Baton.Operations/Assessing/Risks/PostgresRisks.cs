using System.Globalization;
using Baton.Engine;
using Baton.Hosts.Assessing;
using Baton.Hosts.Assessing.Stores;

namespace Baton.Operations.Assessing.Risks;

internal static class PostgresRisks
{
    // https://www.postgresql.org/support/versioning/
    private static readonly Dictionary<int, DateOnly> s_ends = new()
    {
        [9] = new(2021, 11, 11), [10] = new(2022, 11, 10), [11] = new(2023, 11, 9), [12] = new(2024, 11, 21), [13] = new(2025, 11, 13), [14] = new(2026, 11, 12),
        [15] = new(2027, 11, 11), [16] = new(2028, 11, 9), [17] = new(2029, 11, 8), [18] = new(2030, 11, 14),
    };

    public static IEnumerable<Risk> Find(ServerAssessment seen) => seen.Clusters.SelectMany(cluster => OfCluster(cluster, seen).Concat(cluster.Databases.SelectMany(OfDatabase)));

    private static IEnumerable<Risk> OfCluster(DatabaseCluster cluster, ServerAssessment seen)
    {
        var name = $"PostgreSQL {cluster.Name}";
        if (!cluster.IsRunning)
        {
            yield return new(RiskLevel.Medium, "postgres", $"{name} has data and does not run.", "Start it, or decide that its data stays behind.");
            yield break;
        }

        if (!cluster.LetUsIn)
        {
            yield return new(RiskLevel.Medium, "postgres", $"{name} could not be asked.", "Let its owner in over the socket: 'local all postgres peer' in pg_hba.conf.");
            yield break;
        }

        if (s_ends.TryGetValue(cluster.MajorVersion, out var end) && end < DateOnly.FromDateTime(seen.At.UtcDateTime))
        {
            yield return new(RiskLevel.High, "postgres", string.Create(CultureInfo.InvariantCulture, $"{name} is version {cluster.Version}, without updates since {end:yyyy-MM-dd}."), "Come over by logical replication into a newer version.");
        }

        foreach (var risk in OfSettings(cluster, name).Concat(OfReplication(cluster, name)))
        {
            yield return risk;
        }

        var needed = Math.Max(1L << 30, (long)cluster.WalBytesPerDay);
        if (cluster.WalFreeBytes > 0 && cluster.WalFreeBytes < needed)
        {
            yield return new(
                RiskLevel.High, "postgres", string.Create(CultureInfo.InvariantCulture, $"{cluster.WalFreeBytes / 1048576} MiB are free for its log, and a day of writing may need {needed / 1048576}."),
                "Make room: while the new server follows, the log is kept. Baton watches it, and gives the slot up before the disk is full.");
        }
    }

    private static IEnumerable<Risk> OfSettings(DatabaseCluster cluster, string name)
    {
        if (cluster.Setting("wal_level") == "minimal")
        {
            yield return new(RiskLevel.Medium, "postgres", $"wal_level is minimal in {name}: nothing can follow it.", "ALTER SYSTEM SET wal_level = 'replica' and a restart at a quiet moment; or come over by dump.");
        }
        else if (cluster.Setting("wal_level") == "replica")
        {
            yield return new(RiskLevel.Low, "postgres", $"wal_level is replica in {name}: enough for a standby, not for logical replication.", "Only if the new server shall have another version or C library: set it to 'logical', which needs a restart.");
        }

        if (cluster.Setting("fsync") == "off" || cluster.Setting("full_page_writes") == "off")
        {
            yield return new(RiskLevel.High, "postgres", $"{name} does not make its writes durable (fsync or full_page_writes is off).", "Switch both on and take a backup: after a power cut it may not come up.");
        }

        if (cluster.Setting("data_checksums") == "off")
        {
            yield return new(RiskLevel.Low, "postgres", $"{name} has no checksums: a damaged disk block would be copied unnoticed.", "pg_checksums --enable while it is stopped, or come over by logical replication into a cluster that has them.");
        }

        var weak = cluster.Roles.Where(role => role.Password == "md5").Select(role => role.Name).ToList();
        if (weak.Count > 0)
        {
            yield return new(RiskLevel.Low, "postgres", $"Passwords of {string.Join(", ", weak)} are kept as MD5.", "Set them anew with password_encryption = 'scram-sha-256'.");
        }

        if (cluster.Tablespaces.Count > 0)
        {
            yield return new(RiskLevel.Low, "postgres", $"{name} has tablespaces in {string.Join(", ", cluster.Tablespaces)}.", "The new server needs the same paths, with as much room.");
        }

        if (cluster.ForeignServers.Count > 0)
        {
            yield return new(RiskLevel.Medium, "postgres", $"It reaches out to other databases: {string.Join(", ", cluster.ForeignServers)}.", "They must let the new server's address in.");
        }
    }

    private static IEnumerable<Risk> OfReplication(DatabaseCluster cluster, string name)
    {
        foreach (var slot in cluster.Replication.Where(used => used.Kind.EndsWith("slot", StringComparison.Ordinal) && used.State == "unused"))
        {
            yield return new(RiskLevel.High, "postgres", $"Nobody reads from the slot {slot.Name} of {name}: it keeps the log until the disk is full.", $"If nobody comes back for it: SELECT pg_drop_replication_slot('{slot.Name}')");
        }

        var others = cluster.Replication.Where(used => used.Kind is "standby" or "publication" or "subscription").Select(used => $"{used.Kind} {used.Name}").ToList();
        if (others.Count > 0)
        {
            yield return new(RiskLevel.Medium, "postgres", $"Replication is in use: {string.Join(", ", others)}.", "After the switch these must be pointed at the new server by hand.");
        }

        if (cluster.IsStandby)
        {
            yield return new(RiskLevel.High, "postgres", $"{name} is a standby of another server.", "Migrate its primary instead.");
        }

        if (cluster.PreparedTransactions > 0)
        {
            yield return new(RiskLevel.Medium, "postgres", $"{Counted.Of(cluster.PreparedTransactions, "prepared transaction")} left open.", "Commit or roll them back: they hold locks, and logical replication does not carry them.");
        }

        if (cluster.Setting("synchronous_standby_names") is { Length: > 0 } names)
        {
            yield return new(RiskLevel.Medium, "postgres", $"synchronous_standby_names is '{names}': after the switch commits would wait for them.", "Empty it for the time of the switch.");
        }
    }

    private static IEnumerable<Risk> OfDatabase(ClusterDatabase database)
    {
        if (database.RecordedCollation is { } recorded && database.ActualCollation is { } actual && recorded != actual)
        {
            yield return new(RiskLevel.High, "postgres", $"The indexes of {database.Name} were built with collation version {recorded}, and {actual} runs.", $"REINDEX DATABASE {database.Name}; then ALTER DATABASE {database.Name} REFRESH COLLATION VERSION.");
        }

        if (database.LargeObjects > 0)
        {
            yield return new(RiskLevel.Medium, "postgres", $"{database.Name} has {Counted.Of(database.LargeObjects, "large object")}: logical replication leaves them behind.", "Come over physically (the same version and C library), or by dump.");
        }

        if (database.WithoutIdentityCount > 0)
        {
            yield return new(
                RiskLevel.Medium, "postgres", $"{database.Name} has {Counted.Of(database.WithoutIdentityCount, "table")} without a primary key: {string.Join(", ", database.WithoutIdentity.Take(5))}{(database.WithoutIdentityCount > 5 ? ", …" : "")}. Under logical replication their updates fail.",
                "Give them a primary key, or ALTER TABLE … REPLICA IDENTITY FULL; or come over physically.");
        }

        if (database.UnloggedTables > 0)
        {
            yield return new(RiskLevel.Medium, "postgres", $"{database.Name} has {Counted.Of(database.UnloggedTables, "unlogged table")}: empty on any copy.", "Make them logged if what they hold matters.");
        }

        if (database.Encoding == "SQL_ASCII")
        {
            yield return new(RiskLevel.Medium, "postgres", $"{database.Name} does not know its encoding (SQL_ASCII).", "Come over physically, or find out what is in it before a dump is restored as UTF8.");
        }

        if (database.Extensions.Count > 0)
        {
            yield return new(RiskLevel.Low, "postgres", $"{database.Name} uses extensions: {string.Join(", ", database.Extensions)}.", "The new server needs the packages that bring them, in these versions or newer.");
        }
    }
}
