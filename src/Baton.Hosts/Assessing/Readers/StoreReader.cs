using Baton.Hosts.Assessing.Stores;

namespace Baton.Hosts.Assessing.Readers;

internal static class StoreReader
{
    public static ServerAssessment Read(ServerAssessment seen, Answers postgres, Answers others) => seen with
    {
        Clusters = [.. postgres.Rows("cluster").Select(row => Cluster(row, new Part(postgres, row.Field(0)), seen.At))],
        Stores = [.. others.Rows("store").Select(row => new DataStore { Kind = row.Field(0), Version = row.Field(1), Place = row.Field(2), Bytes = row.Whole(3), Unit = row.Field(4) })],
    };

    private static DatabaseCluster Cluster(string[] row, Part part, DateTimeOffset now)
    {
        var settings = part.Rows("setting").DistinctBy(setting => setting.Field(1)).ToDictionary(setting => setting.Field(1), setting => setting.Field(2));
        var passwords = part.Rows("password").DistinctBy(role => role.Field(1)).ToDictionary(role => role.Field(1), role => role.Field(2));
        return new()
        {
            Name = row.Field(0),
            Version = part.Fact("server_version") is { } exact ? exact.Split(' ')[0] : row.Field(1),
            DataDirectory = row.Field(2),
            Port = (int)row.Whole(3),
            Owner = row.Field(4),
            Unit = row.Field(5),
            IsRunning = row.IsYes(7),
            LetUsIn = part.Fact("server_version") is not null,
            IsStandby = part.Fact("standby") == "yes",
            DataBytes = part.Number("data_bytes"),
            WalFreeBytes = part.Number("wal_free_bytes"),
            WalBytesPerDay = WalPerDay(part, now),
            LastArchived = part.Number("last_archived") is > 0 and var archived ? DateTimeOffset.FromUnixTimeSeconds(archived) : null,
            ArchiveFailures = part.Number("archive_failures"),
            PreparedTransactions = part.Number("prepared_transactions"),
            Settings = settings,
            Databases = [.. part.Rows("database").Select(database => Database(database, part))],
            Roles = [.. part.Rows("role").Select(role => Role(role, passwords))],
            Replication = [.. part.Rows("replication").Select(used => new ClusterReplication(used.Field(1), used.Field(2), used.Field(3)))],
            Tablespaces = [.. part.Rows("tablespace").Select(space => space.Field(2))],
            ForeignServers = [.. part.Rows("foreign").Select(server => $"{server.Field(1)}.{server.Field(2)}")],
        };
    }

    private static ClusterRole Role(string[] row, Dictionary<string, string> passwords) =>
        new(row.Field(1), row.IsYes(2), row.IsYes(3), row.IsYes(4)) { Password = passwords.GetValueOrDefault(row.Field(1)) };

    /// <summary>The log is as long as the cluster is old; how old that is, only its statistics know. A rough figure: it decides on a warning.</summary>
    private static double WalPerDay(Part part, DateTimeOffset now)
    {
        var days = part.Number("statistics_since") is > 0 and var since ? (now - DateTimeOffset.FromUnixTimeSeconds(since)).TotalDays : 0;
        return days < 1 ? 0 : part.Number("wal_since") / days;
    }

    private static ClusterDatabase Database(string[] row, Part part) => new()
    {
        Name = row.Field(1),
        Encoding = row.Field(2),
        Collate = row.Field(3),
        CharacterType = row.Field(4),
        Provider = row.Field(5) switch { "i" => "icu", "b" => "builtin", _ => "libc" },
        RecordedCollation = row.Field(6) is { Length: > 0 } recorded ? recorded : null,
        ActualCollation = row.Field(7) is { Length: > 0 } actual ? actual : null,
        Bytes = row.Whole(8),
        LargeObjects = row.Whole(9),
        WithoutIdentityCount = row.Whole(10),
        WithoutIdentity = row.List(11),
        UnloggedTables = row.Whole(12),
        Extensions = [.. part.Rows("extension").Where(extension => extension.Field(1) == row.Field(1)).Select(extension => $"{extension.Field(2)} {extension.Field(3)}")],
    };

    /// <summary>What was answered about one cluster.</summary>
    private sealed class Part(Answers answers, string cluster)
    {
        public IEnumerable<string[]> Rows(string key) => answers.Rows(key).Where(row => row.Field(0) == cluster);

        public string? Fact(string name) => Rows("fact").FirstOrDefault(row => row.Field(1) == name)?.Field(2);

        public long Number(string name) => Rows("fact").FirstOrDefault(row => row.Field(1) == name)?.Whole(2) ?? 0;
    }
}
