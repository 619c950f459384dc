using System.Globalization;

namespace Baton.Hosts.Postgres;

/// <summary>Finds the cluster of a server and asks it what it is. Changes nothing.</summary>
public sealed class PostgresDiscovery(IHost host)
{
    /// <param name="cluster">"15/main", or null for the one cluster that is there.</param>
    public async Task<PostgresFacts> ReadAsync(string? cluster, CancellationToken cancellationToken)
    {
        var answers = await host.AskAsync(
            new("postgres-facts") { Arguments = new Dictionary<string, string> { ["cluster"] = cluster ?? "" } }, cancellationToken);
        return new()
        {
            Layout = Layout(answers),
            FullVersion = answers.Text("server_version"),
            SystemIdentifier = answers.Text("system_identifier"),
            IsStandby = answers.IsYes("standby"),
            Position = WalPosition.Parse(answers.Text("position")),
            Timeline = Number(answers, "timeline"),
            WalLevel = answers.Text("wal_level"),
            MaxWalSenders = Number(answers, "max_wal_senders"),
            UsedWalSenders = Number(answers, "used_wal_senders"),
            MaxReplicationSlots = Number(answers, "max_replication_slots"),
            UsedReplicationSlots = Number(answers, "used_replication_slots"),
            MaxSlotWalKeepMiB = answers.Number("max_slot_wal_keep_mib"),
            ListenAddresses = answers.Find("listen_addresses") ?? "",
            SynchronousStandbyNames = answers.Find("synchronous_standby_names") ?? "",
            ArchiveMode = answers.Text("archive_mode"),
            DataChecksums = answers.IsYes("data_checksums"),
            SizeBytes = answers.Number("size_bytes"),
            WalFreeBytes = answers.Number("wal_free_bytes"),
            Paths = answers.All("path"),
            Databases = answers.All("database"),
            StaleCollations = answers.All("stale_collation"),
            Standbys = answers.All("standby_of"),
        };
    }

    /// <summary>What logical replication would need and cannot do with this cluster.</summary>
    public async Task<LogicalFacts> ReadLogicalAsync(PostgresLayout layout, CancellationToken cancellationToken)
    {
        var answers = await host.AskAsync(new("postgres-logical-facts") { Arguments = layout.Arguments }, cancellationToken);
        return new()
        {
            MaxLogicalWorkers = Number(answers, "max_logical_workers"),
            MaxWorkerProcesses = Number(answers, "max_worker_processes"),
            PreparedTransactions = Number(answers, "prepared_transactions"),
            Databases = answers.Rows("tables").Count(row => row[0] is "postgres" || row[1] is not "0"),
            WithoutIdentity = [.. answers.Rows("no_identity").Select(row => new TableRemedy(row[0], row[1], row[2]))],
            Unlogged = [.. answers.Rows("unlogged").Select(row => $"{row[0]}: {row[1]}")],
            LargeObjects = [.. answers.Rows("large_objects").Select(row => $"{row[0]} ({row[1]})")],
            FiringTriggers = [.. answers.Rows("fires").Select(row => $"{row[0]}: trigger {row[2]} of {row[1]}")],
            Extensions = [.. answers.Rows("extension").Select(row => row[1]).Distinct()],
        };
    }

    private static PostgresLayout Layout(Answers answers) => new()
    {
        Cluster = answers.Text("cluster"),
        Version = Number(answers, "version"),
        BinDirectory = answers.Text("bin"),
        DataDirectory = answers.Text("data"),
        ConfigFile = answers.Text("config"),
        Port = Number(answers, "port"),
        SocketDirectory = answers.Text("socket"),
        Owner = answers.Text("owner"),
        Unit = answers.Find("unit"),
    };

    private static int Number(Answers answers, string key) => int.Parse(answers.Text(key), CultureInfo.InvariantCulture);
}
