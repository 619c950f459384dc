using System.Globalization;
using Baton.Engine.Problems;
using Baton.Hosts.Postgres;

namespace Baton.EndToEnd.Tests.Hosts;

/// <summary>Rows go from one real cluster into another of its own and back, over a real SSH connection, while somebody writes.</summary>
public sealed class RowsTests : IDisposable
{
    private const string Slot = "baton_sync";
    private const string Back = "baton_cutover_back";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly DirectoryInfo _etc = Directory.CreateTempSubdirectory("baton-etc-");
    private readonly List<IDisposable> _used = [];

    public RowsTests() => File.SetUnixFileMode(_etc.FullName, (UnixFileMode)0b111_101_101);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _used.Reverse();
        _used.ForEach(used => used.Dispose());
        if (_etc.Exists)
        {
            _etc.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Rows_follow_while_somebody_writes_and_come_back_with_what_was_written_since()
    {
        var (old, fresh, toOld, toNew) = await OpenAsync();
        await old.Rows.PublishAsync("migrate-sync-1", Token);
        await old.Rows.PublishAsync("migrate-sync-1", Token);
        using var writer = new Writer(old.Cluster);

        var seeded = await fresh.Rows.SeedAsync(Slot, new(toOld, 15, []), Token);
        Assert.Equal(seeded, await fresh.Rows.SeedAsync(Slot, new(toOld, 15, []), Token));
        await UntilCopiedAsync(fresh.Rows);
        await fresh.Rows.SettleAsync(toOld, hurry: true, Token);
        Assert.Equal("2001", fresh.Cluster.Sql("shop", "SELECT people FROM more"));
        Assert.False(fresh.Cluster.TrySql("shop", "INSERT INTO keyless VALUES (9, 'too early')"));
        await UntilCloseAsync(old.Cluster, Slot);
        Assert.Equal(seeded.SchemaDigest, await fresh.Rows.ReadDigestAsync(toOld, Token));

        var end = await old.Rows.FenceAsync(Patience, Token);
        writer.Stop();
        Assert.False(old.Cluster.TrySql("shop", "INSERT INTO keyless VALUES (9, 'too late, and as the administrator')"));
        Assert.True(writer.Acknowledged > 5, $"{writer.Acknowledged} writes");
        await fresh.Rows.TakeOverAsync(new() { Position = end.Position, Slot = Slot, BackSlot = Back, OtherPort = toOld, Patience = Patience }, Token);
        await fresh.Rows.TakeOverAsync(new() { Position = end.Position, Slot = Slot, BackSlot = Back, OtherPort = toOld, Patience = Patience }, Token);
        Assert.Equal(OddShop.Read(old.Cluster), OddShop.Read(fresh.Cluster));

        // The last one may have been written without being told so.
        Assert.InRange(int.Parse(fresh.Cluster.Sql("shop", "SELECT count(*) FROM written"), CultureInfo.InvariantCulture), writer.Acknowledged, writer.Acknowledged + 1);
        Assert.NotNull(await fresh.Cluster.Server.FindWitnessAsync("migrate-sync-1", Token));
        Assert.Equal(Roles(old.Cluster), Roles(fresh.Cluster));
        Assert.Equal("5MB", fresh.Cluster.Sql(OddShop.OddDatabase, "SHOW work_mem"));

        await old.Rows.FollowAsync(Back, toNew, Token);
        await old.Rows.FollowAsync(Back, toNew, Token);
        await old.Rows.UnpublishAsync(Slot, andRole: false, Token);
        WriteOn(fresh.Cluster);
        Assert.Equal(new WayBack(false, null), await fresh.Rows.LookBackAsync(Back, toOld, Token));
        var last = await fresh.Rows.FenceAsync(Patience, Token);
        await fresh.Rows.ComeBackAsync(last, Back, toOld, Patience, Token);
        Assert.Equal(OddShop.Read(fresh.Cluster), OddShop.Read(old.Cluster));
        await old.Rows.UnfollowAsync(Token);
        await old.Rows.UnfenceAsync(Token);

        Assert.True(old.Cluster.TrySql("shop", "INSERT INTO people (name) VALUES ('on the old one again'); INSERT INTO events (on_day) VALUES ('2025-02-02')"));
        await old.Rows.UnpublishAsync("baton_", andRole: true, Token);
        Assert.Equal("0", old.Cluster.Sql("SELECT (SELECT count(*) FROM pg_roles WHERE rolname LIKE 'baton%') + (SELECT count(*) FROM pg_replication_slots) + (SELECT count(*) FROM pg_subscription)"));
        Assert.DoesNotContain("baton", await File.ReadAllTextAsync(Path.Combine(old.Cluster.Layout.DataDirectory, "pg_hba.conf"), Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_the_schema_is_seen_by_the_digest_and_the_stamp_and_rows_alone_change_neither()
    {
        var (old, fresh, toOld, _) = await OpenAsync();
        await old.Rows.PublishAsync("migrate-sync-1", Token);
        var seeded = await fresh.Rows.SeedAsync(Slot, new(toOld, 15, []), Token);
        var stamp = await old.Rows.ReadStampAsync(Token);

        old.Cluster.Sql("shop", "INSERT INTO people (name) VALUES ('x'); TRUNCATE keyless; ANALYZE; REFRESH MATERIALIZED VIEW counts; CREATE TEMP TABLE passing (a int PRIMARY KEY)");
        Assert.Equal((seeded.SchemaDigest, stamp), (await fresh.Rows.ReadDigestAsync(toOld, Token), await old.Rows.ReadStampAsync(Token)));

        // The application goes on meanwhile: a table that nobody has published yet refuses nothing.
        old.Cluster.Sql("shop", "CREATE TABLE later (a int); INSERT INTO later VALUES (1); UPDATE later SET a = 2");
        Assert.NotEqual(seeded.SchemaDigest, await fresh.Rows.ReadDigestAsync(toOld, Token));
        Assert.NotEqual(stamp, await old.Rows.ReadStampAsync(Token));
    }

    [Fact]
    public async Task A_dump_brings_what_rows_alone_do_not_and_takes_back_what_was_written_since()
    {
        var (old, fresh, toOld, toNew) = await OpenAsync("wal_level = replica");
        old.Cluster.Sql("shop", "SELECT lo_from_bytea(4711, 'large'); CREATE UNLOGGED TABLE cache AS SELECT 1 AS a; CREATE TABLE keyless_too (a int); INSERT INTO keyless_too VALUES (1)");
        await old.Rows.AdmitAsync(Token);
        await old.Rows.FenceAsync(Patience, Token);

        var dumped = await fresh.Rows.DumpAsync(new(toOld, 15, []), jobs: 2, prove: true, Token);
        Assert.Equal(8, dumped.Tables);
        await fresh.Rows.TakeOverAsync(new() { BackSlot = Back, OtherPort = toOld, Patience = Patience }, Token);
        Assert.Equal(OddShop.Read(old.Cluster), OddShop.Read(fresh.Cluster));
        Assert.Equal("large", fresh.Cluster.Sql("shop", "SELECT convert_from(lo_get(4711), 'UTF8')"));
        Assert.Equal(Roles(old.Cluster), Roles(fresh.Cluster));

        await old.Rows.FollowAsync(Back, toNew, Token);
        WriteOn(fresh.Cluster);
        fresh.Cluster.Sql("shop", "UPDATE keyless_too SET a = 2; SELECT lo_put(4711, 0, 'LARGE'); UPDATE cache SET a = 2; CREATE TABLE made_since (a int PRIMARY KEY)");
        Assert.True((await fresh.Rows.LookBackAsync(Back, toOld, Token)).ByDump);
        await fresh.Rows.FenceAsync(Patience, Token);
        await old.Rows.UnfollowAsync(Token);
        await fresh.Rows.DumpBackAsync(Back, toOld, jobs: 2, Token);
        await fresh.Rows.DumpBackAsync(Back, toOld, jobs: 2, Token);
        Assert.True((await fresh.Rows.LookBackAsync(Back, toOld, Token)).ByDump);

        await old.Rows.UnfenceAsync(Token);
        Assert.Equal(OddShop.Read(fresh.Cluster), OddShop.Read(old.Cluster));
        Assert.Equal("LARGE 2 2 d", old.Cluster.Sql("shop", "SELECT concat_ws(' ', convert_from(lo_get(4711), 'UTF8'), (SELECT a FROM cache), (SELECT a FROM keyless_too), (SELECT relreplident FROM pg_class WHERE relname = 'keyless_too'))"));
        Assert.True(old.Cluster.TrySql("shop", "INSERT INTO people (name) VALUES ('on the old one again')"));
        await old.Rows.UnpublishAsync("baton_", andRole: true, Token);
        Assert.Equal("0", old.Cluster.Sql("shop", "SELECT (SELECT count(*) FROM pg_publication) + (SELECT count(*) FROM pg_database WHERE datname LIKE 'baton%') + (SELECT count(*) FROM pg_subscription)"));
        await fresh.Rows.UnpublishAsync(Back, andRole: true, Token);
        Assert.False(Directory.Exists(fresh.Cluster.Etc));
    }

    [Fact]
    public async Task After_a_dump_the_rows_written_since_come_back_by_replication_where_that_is_enough()
    {
        var (old, fresh, toOld, toNew) = await OpenAsync("wal_level = replica");
        old.Cluster.Sql("shop", "CREATE TABLE keyless_too (a int); INSERT INTO keyless_too VALUES (1)");
        await old.Rows.AdmitAsync(Token);
        await old.Rows.FenceAsync(Patience, Token);
        await fresh.Rows.DumpAsync(new(toOld, 15, []), jobs: 1, prove: true, Token);
        await fresh.Rows.TakeOverAsync(new() { BackSlot = Back, OtherPort = toOld, Patience = Patience }, Token);
        await old.Rows.FollowAsync(Back, toNew, Token);

        WriteOn(fresh.Cluster);
        fresh.Cluster.Sql("shop", "UPDATE keyless_too SET a = 2");
        Assert.False((await fresh.Rows.LookBackAsync(Back, toOld, Token)).ByDump);
        var last = await fresh.Rows.FenceAsync(Patience, Token);
        await fresh.Rows.ComeBackAsync(last, Back, toOld, Patience, Token);

        Assert.Equal(OddShop.Read(fresh.Cluster), OddShop.Read(old.Cluster));
        await fresh.Rows.UnpublishAsync(Back, andRole: false, Token);
        Assert.Equal("d", fresh.Cluster.Sql("shop", "SELECT relreplident FROM pg_class WHERE relname = 'keyless_too'"));
    }

    [Fact]
    public async Task Nothing_takes_over_that_has_not_got_everything()
    {
        var (old, fresh, toOld, _) = await OpenAsync();
        await old.Rows.PublishAsync("migrate-sync-1", Token);
        await fresh.Rows.SeedAsync(Slot, new(toOld, 15, []), Token);
        await UntilCopiedAsync(fresh.Rows);
        fresh.Cluster.Sql("shop", "BEGIN READ WRITE; ALTER SUBSCRIPTION baton DISABLE; COMMIT");
        old.Cluster.Sql("shop", "INSERT INTO people (name) VALUES ('the last one')");
        var end = await old.Rows.FenceAsync(Patience, Token);

        var refused = await Assert.ThrowsAsync<BatonException>(
            () => fresh.Rows.TakeOverAsync(new() { Position = end.Position, Slot = Slot, BackSlot = Back, OtherPort = toOld, Patience = TimeSpan.FromSeconds(2) }, Token));

        Assert.Equal("BTN0413", refused.Problems[0].Code);
        Assert.False(fresh.Cluster.TrySql("shop", "INSERT INTO keyless VALUES (9, 'too early')"));
    }

    [Fact]
    public async Task What_logical_replication_cannot_carry_is_named_with_what_to_do()
    {
        var (old, _, _, _) = await OpenAsync();
        old.Cluster.Sql("shop", """
            ALTER TABLE keyless REPLICA IDENTITY DEFAULT;
            CREATE TABLE "by ""index" (a int NOT NULL UNIQUE);
            CREATE TABLE by_column (a json);
            CREATE UNLOGGED TABLE cache (a int PRIMARY KEY);
            SELECT lo_create(0);
            ALTER TABLE people ENABLE ALWAYS TRIGGER twice;
            """);

        var facts = await new PostgresDiscovery(old.Cluster.Host).ReadLogicalAsync(old.Cluster.Layout, Token);

        Assert.Equal(
            [
                "ALTER TABLE public.\"by \"\"index\" REPLICA IDENTITY USING INDEX \"by \"\"index_a_key\"",
                "ALTER TABLE public.by_column ADD COLUMN baton_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
                "ALTER TABLE public.keyless REPLICA IDENTITY FULL",
            ],
            facts.WithoutIdentity.Select(table => table.Statement));
        facts.WithoutIdentity.ToList().ForEach(table => old.Cluster.Sql("shop", table.Statement));
        Assert.Equal(["shop: public.cache"], facts.Unlogged);
        Assert.Equal(["shop (1)"], facts.LargeObjects);
        Assert.Equal(["shop: trigger twice of public.people"], facts.FiringTriggers);
        Assert.Contains("hstore", facts.Extensions);
        Assert.Empty((await new PostgresDiscovery(old.Cluster.Host).ReadLogicalAsync(old.Cluster.Layout, Token)).WithoutIdentity);
        var installed = await new PostgresPrograms(old.Cluster.Host).ReadAsync(old.Cluster.Layout.BinDirectory, Token);
        Assert.Contains("plpgsql", installed.Single(one => one.BinDirectory == old.Cluster.Layout.BinDirectory).Extensions);
    }

    private static void WriteOn(PostgresCluster cluster) => cluster.Sql("shop", """
        INSERT INTO people (name) SELECT 'since ' || g FROM generate_series(1, 50) g;
        UPDATE people SET name = 'changed' WHERE id = 7;
        DELETE FROM written WHERE id = 1;
        INSERT INTO events (on_day, what) VALUES ('2025-03-03', 'since');
        UPDATE keyless SET b = 'since' WHERE a = 2;
        SELECT nextval('written_id_seq') FROM generate_series(1, 40);
        """);

    private static string Roles(PostgresCluster cluster) => cluster.Sql("SELECT string_agg(concat_ws(' ', rolname, rolpassword, rolconnlimit, rolsuper), ',' ORDER BY rolname) FROM pg_authid WHERE rolname !~ '^pg_'");

    private static async Task UntilCopiedAsync(PostgresRows rows)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (await rows.ReadAsync(limit.Token) is not { Follows: true, Tables: > 0 } state || state.TablesCopied < state.Tables)
        {
            await Task.Delay(100, limit.Token);
        }
    }

    private static async Task UntilCloseAsync(PostgresCluster cluster, string slot)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (await cluster.Server.ReadReplicationAsync(slot, limit.Token) is not { IsStreaming: true, LagBytes: < 1 << 20 })
        {
            await Task.Delay(100, limit.Token);
        }
    }

    private async Task<((PostgresCluster Cluster, PostgresRows Rows) Old, (PostgresCluster Cluster, PostgresRows Rows) New, int ToOld, int ToNew)> OpenAsync(string setting = "wal_level = logical")
    {
        var old = Use(await PostgresCluster.CreateAsync(_etc.FullName, setting));
        var fresh = Use(PostgresCluster.Planned(_etc.FullName));
        var server = Use(new SshServer());
        OddShop.Fill(old);
        return (
            (old, new(old.Host, old.Layout)),
            (fresh, new(fresh.Host, fresh.Layout)),
            Use(new SshForward(server, old.Layout.Port)).Port,
            Use(new SshForward(server, fresh.Layout.Port)).Port);
    }

    private T Use<T>(T used)
        where T : IDisposable
    {
        _used.Add(used);
        return used;
    }

    /// <summary>Writes one row after the other until the cluster refuses.</summary>
    private sealed class Writer : IDisposable
    {
        private readonly Task _writing;
        private volatile bool _stop;

        public Writer(PostgresCluster cluster) => _writing = Task.Factory.StartNew(
            () =>
            {
                while (!_stop && cluster.TrySql("shop", "INSERT INTO written (person) VALUES (3)", "app"))
                {
                    Acknowledged++;
                }
            },
            Token,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

        public int Acknowledged { get; private set; }

        public void Stop()
        {
            _stop = true;
            _writing.Wait(Token);
        }

        public void Dispose()
        {
            _stop = true;
            _writing.Wait(CancellationToken.None);
        }
    }
}
