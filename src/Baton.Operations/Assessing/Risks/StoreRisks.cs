using Baton.Engine;
using Baton.Hosts.Assessing;
using Baton.Hosts.Assessing.Stores;

namespace Baton.Operations.Assessing.Risks;

/// <summary>What Baton does about stores other than PostgreSQL: said plainly, so that nobody trusts it with them.</summary>
internal static class StoreRisks
{
    private static readonly Dictionary<string, (RiskLevel Level, string Advice)> s_known = new()
    {
        ["mysql"] = (RiskLevel.High, "Baton does not replicate MySQL. Set up its own replication to the new server, or dump it while the application is held: mysqldump --single-transaction --routines --triggers."),
        ["mariadb"] = (RiskLevel.High, "Baton does not replicate MariaDB. Set up its own replication to the new server, or copy it while the application is held: mariadb-backup, or mariadb-dump --single-transaction."),
        ["mongodb"] = (RiskLevel.High, "Baton does not replicate MongoDB. Make the new server a member of its replica set, or use mongodump while the application is held."),
        ["redis"] = (RiskLevel.Medium, "If it is a cache, it may start empty. If it holds sessions or queues: REPLICAOF from the new server, and REPLICAOF NO ONE at the switch; or name its folder under 'folders' and its unit under 'services'."),
        ["valkey"] = (RiskLevel.Medium, "If it is a cache, it may start empty. If it holds sessions or queues: REPLICAOF from the new server, and REPLICAOF NO ONE at the switch."),
        ["memcached"] = (RiskLevel.Low, "It is a cache: it starts empty on the new server. Expect more load on the database for the first minutes."),
        ["rabbitmq"] = (RiskLevel.High, "Baton does not carry queues. Drain them before the switch, or federate the two servers."),
        ["elasticsearch"] = (RiskLevel.High, "Baton does not carry its indices. Reindex from the database on the new server, or use its snapshots."),
        ["opensearch"] = (RiskLevel.High, "Baton does not carry its indices. Reindex from the database on the new server, or use its snapshots."),
        ["openldap"] = (RiskLevel.High, "Baton does not replicate LDAP. Use syncrepl, or slapcat and slapadd while it is held."),
        ["influxdb"] = (RiskLevel.High, "Baton does not replicate InfluxDB. Use 'influx backup' and 'restore'."),
        ["cassandra"] = (RiskLevel.High, "Baton does not replicate Cassandra. Let the new server join the ring."),
    };

    public static IEnumerable<Risk> Find(ServerAssessment seen)
    {
        foreach (var store in seen.Stores.Where(store => store.Kind != "sqlite"))
        {
            var (level, advice) = s_known.GetValueOrDefault(store.Kind, (RiskLevel.High, "Baton does nothing about it."));
            yield return new(level, "store", $"{Words(store)} runs here.", advice);
        }

        var files = seen.Stores.Where(store => store.Kind == "sqlite").Select(store => store.Place).ToList();
        if (files.Count > 0)
        {
            yield return new(
                RiskLevel.Medium, "store", $"{Counted.Of(files.Count, "SQLite file")}: {string.Join(", ", files.Take(5))}{(files.Count > 5 ? ", …" : "")}.",
                "A copy of one that is being written to may be torn. Name its folder under 'folders' and the unit that writes it under 'services': Baton stops that before the last pass.");
        }
    }

    private static string Words(DataStore store) => $"{store.Kind} {store.Version}".Trim() + (store.Place.Length > 0 ? $" with {store.Bytes / 1048576} MiB in {store.Place}" : "");
}
