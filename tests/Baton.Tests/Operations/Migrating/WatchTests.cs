using Baton.Engine.Journal;
using Baton.Engine.Leases;
using Baton.Engine.Plans;
using Baton.Engine.Problems;
using Baton.Operations;
using Baton.Operations.Migrating;
using Baton.Operations.Migrating.Syncing;
using Baton.Operations.Migrating.Watching;

namespace Baton.Tests.Operations.Migrating;

/// <summary>What goes on between the stages of a migration, for days.</summary>
public sealed class WatchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseWay.Physical)]
    [InlineData(DatabaseWay.Logical)]
    [InlineData(DatabaseWay.Dump)]
    public async Task A_sync_that_goes_on_brings_files_again_and_again_and_says_what_a_cut_over_would_wait_for(DatabaseWay way)
    {
        await using var stage = await SyncedAsync(way);
        var fresh = New(stage);
        await using var looks = Sync(stage, TimeSpan.Zero).GetAsyncEnumerator(Token);

        var first = await NextAsync(looks);
        await stage.Users.WriteAsync();
        var second = await NextAsync(looks);

        Assert.Equal(way, first.Way);
        Assert.Equal(way is DatabaseWay.Dump ? null : true, first.Follows);
        Assert.NotNull(second.Pass);
        Assert.True(second.EstimatedPause > TimeSpan.FromSeconds(way is DatabaseWay.Dump ? 4 : 3));
        Assert.Empty(second.Problems);
        Assert.Superset(stage.Users.Acknowledged.ToHashSet(), fresh.Files);
    }

    [Fact]
    public async Task Between_two_passes_only_the_database_is_looked_at()
    {
        await using var stage = await SyncedAsync(DatabaseWay.Physical);
        await using var looks = Sync(stage, TimeSpan.FromHours(1)).GetAsyncEnumerator(Token);

        var passes = new List<bool>();
        for (var look = 0; look < 3; look++)
        {
            passes.Add((await NextAsync(looks)).Pass is not null);
        }

        Assert.Equal([true, false, false], passes);
    }

    [Fact]
    public async Task It_goes_on_after_a_lost_connection_and_a_reboot_of_either_side()
    {
        await using var stage = await SyncedAsync(DatabaseWay.Physical);
        var fresh = New(stage);
        await using var looks = Sync(stage, TimeSpan.Zero).GetAsyncEnumerator(Token);
        await NextAsync(looks);

        stage.Fleet.Unreachable = true;
        Assert.Equal("BTN0304", (await NextAsync(looks)).Problems.Single().Code);
        stage.Fleet.Unreachable = false;
        fresh.Dead = true;
        Assert.Equal("BTN0304", (await NextAsync(looks)).Problems.Single().Code);
        (fresh.Dead, fresh.PostgresRuns) = (false, false);
        Assert.False((await NextAsync(looks)).Follows);
        fresh.PostgresRuns = true;
        stage.Server.Dead = true;
        Assert.NotEmpty((await NextAsync(looks)).Problems);
        stage.Server.Dead = false;

        var last = await NextAsync(looks);
        Assert.Empty(last.Problems);
        Assert.True(last is { Follows: true, Pass: not null });
    }

    [Fact]
    public async Task It_warns_before_the_old_server_drops_its_log_and_ends_when_it_has()
    {
        await using var stage = await SyncedAsync(DatabaseWay.Physical);
        await using var looks = Sync(stage, TimeSpan.Zero).GetAsyncEnumerator(Token);
        Assert.False((await NextAsync(looks)).LogIsShort);

        stage.Server.WalFreeBytes = 1_000_000_000;
        Assert.True((await NextAsync(looks)).LogIsShort);
        stage.Server.Slots.Clear();

        Assert.Equal("BTN0671", (await Assert.ThrowsAsync<BatonException>(async () => await looks.MoveNextAsync())).Problems.Single().Code);
    }

    [Fact]
    public async Task No_pass_goes_on_beside_a_run_and_it_ends_when_the_users_have_moved()
    {
        await using var stage = await SyncedAsync(DatabaseWay.Physical);
        await using var looks = Sync(stage, TimeSpan.Zero).GetAsyncEnumerator(Token);
        await NextAsync(looks);
        SyncLook? beside = null;
        stage.Around = async (step, _, call) =>
        {
            if (step.Name == "close-gate")
            {
                beside = await NextAsync(looks);
            }

            return await call();
        };

        var cutover = await stage.StartAsync(await stage.PrepareCutoverAsync());
        var last = await NextAsync(looks);

        Assert.Equal(RunStatus.Succeeded, cutover.Status);
        Assert.Equal(("BTN0102", null), (beside!.Problems.Single().Code, beside.Pass));
        Assert.Equal((cutover.RunId, null), (last.CutOverBy, last.Pass));
        Assert.False(await looks.MoveNextAsync());
        Assert.Empty(stage.Users.Lost(New(stage)));
    }

    [Fact]
    public async Task Nothing_is_watched_over_before_a_first_copy()
    {
        await using var stage = await Stage.SetElsewhereAsync();
        await DoAsync(stage, stage.PrepareMigrationAsync);
        await using var looks = Sync(stage, TimeSpan.Zero).GetAsyncEnumerator(Token);

        Assert.Equal("BTN0662", (await Assert.ThrowsAsync<BatonException>(async () => await looks.MoveNextAsync())).Problems.Single().Code);
    }

    [Fact]
    public async Task Clients_are_seen_at_both_servers_and_what_was_logged_while_one_was_away_is_not_lost()
    {
        await using var stage = await SyncedAsync(DatabaseWay.Physical);
        var fresh = New(stage);
        stage.Server.AccessLog.Add("192.0.2.1\t2026-11-21T12:00:00+00:00\tGET\t/before\t200");
        await using var looks = new AccessWatch(stage.Services, stage.Journal, stage.Options).WatchAsync(Token).GetAsyncEnumerator(Token);
        Assert.All(await PairAsync(looks), look => Assert.Empty(look.Hits));

        stage.Server.AccessLog.Add("192.0.2.1\t2026-11-21T12:00:01+00:00\tGET\t/stale\t200");
        fresh.AccessLog.Add("192.0.2.2\t2026-11-21T12:00:02+00:00\tPOST\t/fresh\t302");
        var seen = await PairAsync(looks);
        stage.Server.Dead = true;
        var away = await PairAsync(looks);
        stage.Server.AccessLog.Add("192.0.2.3\t2026-11-21T12:00:03+00:00\tGET\t/meanwhile\t200");
        stage.Server.Dead = false;
        var back = await PairAsync(looks);

        Assert.Equal(["Old 192.0.2.1 GET /stale 200", "New 192.0.2.2 POST /fresh 302"], Words(seen));
        Assert.Equal("BTN0304", away.Single(look => look.Side == AccessSide.Old).Problem?.Code);
        Assert.Null(away.Single(look => look.Side == AccessSide.New).Problem);
        Assert.Equal(["Old 192.0.2.3 GET /meanwhile 200"], Words(back));
    }

    private static IEnumerable<string> Words(IEnumerable<AccessLook> looks) =>
        looks.SelectMany(look => look.Hits.Select(hit => $"{look.Side} {hit.Client} {hit.Method} {hit.Path} {hit.Status}"));

    private static async Task<IReadOnlyList<AccessLook>> PairAsync(IAsyncEnumerator<AccessLook> looks) => [await NextAsync(looks), await NextAsync(looks)];

    private static async Task<T> NextAsync<T>(IAsyncEnumerator<T> looks)
    {
        Assert.True(await looks.MoveNextAsync());
        return looks.Current;
    }

    private static IAsyncEnumerable<SyncLook> Sync(Stage stage, TimeSpan every) =>
        new SyncWatch(stage.Services, stage.Journal, new(stage.Journal, LeaseOwner.ThisProcess(), TimeProvider.System), stage.Options).WatchAsync(every, Token);

    private static FakeServer New(Stage stage) => stage.Fleet.All.Single(server => server != stage.Server);

    private static async Task<Stage> SyncedAsync(DatabaseWay way)
    {
        var stage = await Stage.SetElsewhereAsync();
        (stage.Database, stage.Server.WalLevel) = (way, "logical");
        await DoAsync(stage, stage.PrepareMigrationAsync);
        await DoAsync(stage, stage.PrepareSyncAsync);
        return stage;
    }

    private static async Task DoAsync(Stage stage, Func<Task<PreparedRun>> prepare) =>
        Assert.Equal(RunStatus.Succeeded, (await stage.StartAsync(await prepare())).Status);
}
