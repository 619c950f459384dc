using System.Diagnostics;
using System.Globalization;
using Baton.Engine.Problems;
using Baton.Hosts;
using Baton.Hosts.Checks;
using Baton.Hosts.Postgres;

namespace Baton.EndToEnd.Tests.Hosts;

/// <summary>The scripts against real clusters.</summary>
public sealed class PostgresTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _etc = Directory.CreateTempSubdirectory("baton-etc-");
    private readonly List<PostgresCluster> _clusters = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public PostgresTests() => File.SetUnixFileMode(_etc.FullName, (UnixFileMode)0b111_101_101);

    public void Dispose()
    {
        _clusters.ForEach(cluster => cluster.Dispose());
        if (_etc.Exists)
        {
            _etc.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_running_cluster_is_found_and_described()
    {
        var cluster = await CreateAsync();
        var facts = await new PostgresDiscovery(cluster.Host).ReadAsync(cluster.Layout.DataDirectory, Token);
        Assert.Equal(cluster.Layout, facts.Layout);
        Assert.StartsWith("15.", facts.FullVersion, StringComparison.Ordinal);
        Assert.Equal("replica", facts.WalLevel);
        Assert.False(facts.IsStandby);
        Assert.Contains(cluster.Layout.DataDirectory, facts.Paths);
        Assert.Equal(["postgres"], facts.Databases);
        Assert.Empty(facts.StaleCollations);
        Assert.Empty(PostgresProblems.InTheWayOfAStandby("here", facts, 1));
    }

    [Fact]
    public async Task All_that_is_in_the_way_is_reported_at_once()
    {
        var cluster = await CreateAsync("wal_level = minimal", "max_wal_senders = 0", "max_replication_slots = 0");
        var facts = await new PostgresDiscovery(cluster.Host).ReadAsync(cluster.Layout.DataDirectory, Token);
        var codes = PostgresProblems.InTheWayOfAStandby("here", facts, long.MaxValue).Select(problem => problem.Code);
        Assert.Equal(["BTN0405", "BTN0406", "BTN0407", "BTN0408"], codes);
    }

    [Theory]
    [InlineData("baton_sync")]
    [InlineData("baton_cutover_back")]
    public async Task A_log_that_would_fill_the_disk_is_given_up_before_and_warned_of_earlier(string slot)
    {
        var cluster = await CreateAsync("wal_level = logical");
        cluster.Sql($"SELECT pg_create_physical_replication_slot('{slot}', true), pg_create_logical_replication_slot('{slot}_5', 'pgoutput'), pg_create_physical_replication_slot('somebody_elses')");
        var free = (await cluster.Server.ReadReplicationAsync(slot, Token)).WalFreeBytes;

        var silent = await WatchAsync(cluster, slot, free / 8);
        var warned = await WatchAsync(cluster, slot, free / 2);
        Assert.NotNull(await cluster.Server.FindSlotAsync(slot, Token));
        var dropped = await WatchAsync(cluster, slot, free * 2);

        Assert.Equal("", silent);
        Assert.Matches($"are free on the file system of pg_wal; below .* the slot {slot} is dropped", warned);
        Assert.Contains($"dropping the slot {slot}, so that this server goes on", dropped, StringComparison.Ordinal);
        Assert.Equal("somebody_elses", cluster.Sql("SELECT string_agg(slot_name, ' ') FROM pg_replication_slots"));
    }

    /// <summary>As its timer would, once; what it says.</summary>
    private async Task<string> WatchAsync(PostgresCluster cluster, string slot, long least)
    {
        var (program, settings) = (Path.Combine(_etc.FullName, "watch"), Path.Combine(_etc.FullName, "watch.conf"));
        var layout = cluster.Layout;
        await File.WriteAllTextAsync(program, Scripts.Read("wal-watch").Replace("/etc/baton", _etc.FullName, StringComparison.Ordinal), Token);
        await File.WriteAllTextAsync(
            settings,
            $"slot='{slot}'\nleast={least.ToString(CultureInfo.InvariantCulture)}\ndata='{layout.DataDirectory}'\nbin='{layout.BinDirectory}'\nport={layout.Port.ToString(CultureInfo.InvariantCulture)}\nsocket='{layout.SocketDirectory}'\nowner='{layout.Owner}'\n",
            Token);
        var start = new ProcessStartInfo("bash", [program]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["BATON_WAL_WATCH_CONF"] = settings;
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        Assert.True(process.ExitCode == 0, said);
        return said;
    }

    [Fact]
    public async Task A_cluster_that_is_not_there_is_a_problem()
    {
        var cluster = await CreateAsync();
        var exception = await Assert.ThrowsAsync<BatonException>(() => new PostgresDiscovery(cluster.Host).ReadAsync("15/nothere", Token));
        Assert.Equal("BTN0403", exception.Problems[0].Code);
    }

    [Fact]
    public async Task A_stopped_cluster_is_a_problem_and_not_a_crash()
    {
        var cluster = await CreateAsync();
        await cluster.Server.StopAsync(Patience, Token);
        var exception = await Assert.ThrowsAsync<BatonException>(() => cluster.Server.CheckpointAsync(Token));
        Assert.Equal("BTN0401", exception.Problems[0].Code);
    }

    [Fact]
    public async Task A_switch_there_and_back_loses_no_row()
    {
        var old = await CreateAsync();
        old.Sql("CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t SELECT generate_series(1, 1000)");
        await old.Server.CreateSlotAsync("baton_new", Token);
        await old.Server.PutWitnessAsync("resize-1", Token);
        old.Sql("INSERT INTO t VALUES (1001)");

        var copy = old.Clone(_etc.FullName);
        _clusters.Add(copy);
        old.Sql("INSERT INTO t VALUES (1002)");
        var follow = new FollowSetup { PrimaryPort = old.Layout.Port, Slot = "baton_new", FreshClone = true };
        await copy.Server.FollowAsync(follow, Token);
        await copy.Server.FollowAsync(follow, Token);
        await UntilStreamingAsync(old, "baton_new");
        Assert.True((await copy.Server.ReadStandbyAsync(Token)).InRecovery);
        Assert.NotNull(await copy.Server.FindWitnessAsync("resize-1", Token));

        old.Sql("INSERT INTO t VALUES (1003)");
        var stop = await old.Server.StopAsync(Patience, Token);
        Assert.Equal(stop, await old.Server.StopAsync(Patience, Token));
        await copy.Server.ProveArrivedAsync(stop, Patience, Token);
        var promotion = await copy.Server.PromoteAsync(stop, "baton_old", Patience, Token);
        Assert.Equal(stop.Timeline + 1, promotion.Timeline);
        Assert.Equal(promotion.Timeline, (await copy.Server.PromoteAsync(stop, "baton_old", Patience, Token)).Timeline);
        Assert.Equal("1003", copy.Sql("SELECT count(*) FROM t"));
        copy.Sql("INSERT INTO t VALUES (1004)");

        await old.Server.FollowAsync(new() { PrimaryPort = copy.Layout.Port, Slot = "baton_old" }, Token);
        await UntilStreamingAsync(copy, "baton_old");
        copy.Sql("INSERT INTO t VALUES (1005)");
        var back = await copy.Server.StopAsync(Patience, Token);
        await old.Server.PromoteAsync(back, null, Patience, Token);
        Assert.Equal("1005", old.Sql("SELECT count(*) FROM t"));

        await old.Server.RemoveWitnessAsync("resize-1", Token);
        await old.Server.DropSlotAsync("baton_new", andRole: true, Token);
        Assert.Equal("0|0|0", old.Sql("SELECT (SELECT count(*) FROM pg_replication_slots), (SELECT count(*) FROM pg_roles WHERE rolname LIKE 'baton%'), (SELECT count(*) FROM pg_namespace WHERE nspname = 'baton')"));
        Assert.DoesNotContain("baton", await File.ReadAllTextAsync(Path.Combine(old.Layout.DataDirectory, "postgresql.auto.conf"), Token), StringComparison.Ordinal);
        Assert.DoesNotContain("# baton", await File.ReadAllTextAsync(Path.Combine(old.Layout.DataDirectory, "pg_hba.conf"), Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_clusters_with_the_same_rows_have_the_same_fingerprint_whatever_their_order_and_others_do_not()
    {
        var one = await CreateAsync();
        var two = await CreateAsync();
        const string Schema = "CREATE TABLE \"odd na'me\" (id serial, t text, x float8); CREATE SCHEMA s; CREATE TABLE s.parts (id int) PARTITION BY RANGE (id); CREATE TABLE s.part1 PARTITION OF s.parts FOR VALUES FROM (0) TO (10);";
        one.Sql(Schema + "INSERT INTO \"odd na'me\" (t, x) SELECT 'ä' || g, g / 3.0 FROM generate_series(1, 500) g; INSERT INTO s.parts VALUES (3)");
        two.Sql(Schema + "INSERT INTO \"odd na'me\" SELECT g, 'ä' || g, g / 3.0 FROM generate_series(500, 1, -1) g; SELECT setval('\"odd na''me_id_seq\"', 500); INSERT INTO s.parts VALUES (3)");

        var (first, second) = (await one.Server.FingerprintAsync([], Patience, Token), await two.Server.FingerprintAsync([], Patience, Token));
        Assert.Equal(["postgres: public.odd na'me", "postgres: s.part1"], first.Tables.Select(table => table.Name));
        Assert.Equal(500, first.Tables[0].Rows);
        Assert.Equal(first.Tables, second.Tables);
        Assert.Equal(first.Sequences, second.Sequences);

        two.Sql("UPDATE \"odd na'me\" SET x = 0 WHERE id = 77");
        Assert.NotEqual(first.Tables[0], (await two.Server.FingerprintAsync(["postgres"], Patience, Token)).Tables[0]);
    }

    [Fact]
    public async Task A_standby_that_has_not_got_everything_is_not_promoted()
    {
        var old = await CreateAsync();
        await old.Server.CreateSlotAsync("baton_new", Token);
        var copy = old.Clone(_etc.FullName);
        _clusters.Add(copy);
        await copy.Server.FollowAsync(new() { PrimaryPort = old.Layout.Port, Slot = "baton_new", FreshClone = true }, Token);
        await UntilStreamingAsync(old, "baton_new");
        await copy.Server.StopAsync(Patience, Token);
        old.Sql("CREATE TABLE late (id int)");
        var stop = await old.Server.StopAsync(Patience, Token);
        await copy.Server.StartAsync(Patience, Token);
        var exception = await Assert.ThrowsAsync<BatonException>(() => copy.Server.PromoteAsync(stop, null, TimeSpan.FromSeconds(1), Token));
        Assert.Equal("BTN0413", exception.Problems[0].Code);
        Assert.True((await copy.Server.ReadStandbyAsync(Token)).InRecovery);
    }

    [Fact]
    public async Task A_copy_that_ran_by_itself_does_not_pass_for_a_promoted_standby()
    {
        var old = await CreateAsync();
        var copy = old.Clone(_etc.FullName);
        _clusters.Add(copy);
        File.Delete(Path.Combine(copy.Layout.DataDirectory, "postmaster.pid"));
        await copy.Server.StartAsync(Patience, Token);
        var stop = await old.Server.StopAsync(Patience, Token);
        var exception = await Assert.ThrowsAsync<BatonException>(() => copy.Server.PromoteAsync(stop, null, TimeSpan.FromSeconds(1), Token));
        Assert.Equal("BTN0416", exception.Problems[0].Code);
    }

    [Fact]
    public async Task Whole_data_passes_and_a_broken_index_does_not()
    {
        var cluster = await CreateAsync();
        cluster.Sql("CREATE TABLE t (id int PRIMARY KEY, name text); INSERT INTO t SELECT i, 'name ' || i FROM generate_series(1, 2000) i; CHECKPOINT");
        var whole = await cluster.Server.CheckDataAsync([], TimeSpan.FromMinutes(2), Token);
        Assert.Equal("pg_amcheck", whole.Method);
        Assert.Empty(whole.Errors);
        Assert.Equal(2000, whole.Rows);

        var index = Path.Combine(cluster.Layout.DataDirectory, cluster.Sql("SELECT pg_relation_filepath('t_pkey')"));
        await cluster.Server.StopAsync(Patience, Token);
        await using (var file = File.OpenWrite(index))
        {
            file.Position = 8192 + 100;
            file.Write(new byte[4000]);
        }

        await cluster.Server.StartAsync(Patience, Token);
        Assert.NotEmpty((await cluster.Server.CheckDataAsync([], TimeSpan.FromMinutes(2), Token)).Errors);
    }

    [Fact]
    public async Task A_sql_check_says_what_it_saw()
    {
        var cluster = await CreateAsync();
        var results = await new HostChecks(cluster.Host, TimeProvider.System).RunAsync(
            [
                new SqlCheck(cluster.Layout, "postgres", "SELECT 42") { Name = "right", Expect = "42", Patience = TimeSpan.Zero },
                new SqlCheck(cluster.Layout, "postgres", "SELECT 41") { Name = "wrong", Expect = "42", Patience = TimeSpan.Zero },
                new SqlCheck(cluster.Layout, "postgres", "SELEKT") { Name = "nonsense", Patience = TimeSpan.Zero },
            ],
            Token);
        Assert.Equal([true, false, false], results.Select(result => result.Passed));
        Assert.Contains("41", results[1].Detail, StringComparison.Ordinal);
        Assert.Contains("SELEKT", results[2].Detail, StringComparison.Ordinal);
    }

    private async Task<PostgresCluster> CreateAsync(params string[] settings)
    {
        var cluster = await PostgresCluster.CreateAsync(_etc.FullName, settings);
        _clusters.Add(cluster);
        return cluster;
    }

    private static async Task UntilStreamingAsync(PostgresCluster primary, string slot)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await primary.Server.ReadReplicationAsync(slot, limit.Token) is not { IsStreaming: true, LagBytes: 0 })
        {
            await Task.Delay(50, limit.Token);
        }
    }
}
