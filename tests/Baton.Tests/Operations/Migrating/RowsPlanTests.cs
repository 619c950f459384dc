using Baton.Engine.Journal;
using Baton.Engine.Plans;
using Baton.Engine.Problems;
using Baton.Operations;
using Baton.Operations.Migrating;

namespace Baton.Tests.Operations.Migrating;

/// <summary>The stages of a migration whose rows come over into a cluster of their own: by replication, or by a dump.</summary>
public sealed class RowsPlanTests
{
    public static TheoryData<DatabaseWay> Ways => [DatabaseWay.Logical, DatabaseWay.Dump];

    public static TheoryData<DatabaseWay, string> Stages => new()
    {
        { DatabaseWay.Logical, "sync" },
        { DatabaseWay.Logical, "sync-again" },
        { DatabaseWay.Logical, "cutover" },
        { DatabaseWay.Logical, "maintenance" },
        { DatabaseWay.Dump, "sync" },
        { DatabaseWay.Dump, "cutover" },
        { DatabaseWay.Dump, "maintenance" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_migration_moves_the_users_and_refuses_nobody(DatabaseWay way)
    {
        await using var stage = await SetAsync(way);

        await DoAsync(stage, stage.PrepareMigrationAsync);
        var sync = await DoAsync(stage, stage.PrepareSyncAsync);
        var cutover = await DoAsync(stage, stage.PrepareCutoverAsync);

        await stage.Users.WriteAsync();
        var moved = stage.Fleet.All.Single(server => server != stage.Server);
        Assert.Equal([way.Word, way.Word], new[] { sync, cutover }.Select(run => stage.Journal.Results(run.RunId).Single(result => result.Name == "database").Value));
        Assert.Empty(stage.Users.Lost(moved));
        Assert.Empty(stage.Users.Refused);
        Assert.True(moved is { IsPrimary: true, SubscribedPort: 0 });
        Assert.True(stage.Server is { PostgresRuns: true, Fenced: true, Publishes: false, WatchesLog: false, SubscribedPort: 25433, Slots.Count: 0 }, stage.Server.Describe());
    }

    [Theory]
    [InlineData(DatabaseWay.Logical, false)]
    [InlineData(DatabaseWay.Logical, true)]
    [InlineData(DatabaseWay.Dump, false)]
    [InlineData(DatabaseWay.Dump, true)]
    public async Task Going_back_after_the_cut_over_keeps_what_was_written_since_and_the_next_try_copies_anew(DatabaseWay way, bool byDump)
    {
        await using var stage = await SetAsync(way);
        await DoAsync(stage, stage.PrepareMigrationAsync);
        await DoAsync(stage, stage.PrepareSyncAsync);
        var cutover = await DoAsync(stage, stage.PrepareCutoverAsync);
        var moved = stage.Fleet.All.Single(server => server != stage.Server);
        moved.NeedsDumpBack = byDump;
        for (var write = 0; write < 50; write++)
        {
            await stage.Users.WriteAsync();
        }

        Assert.Equal(RunStatus.RolledBack, (await stage.RollBackAsync(cutover.RunId)).Status);

        await stage.Users.WriteAsync();
        Assert.Equal(byDump, stage.Fleet.Ran.Any(ran => ran.EndsWith("bring-dump-back", StringComparison.Ordinal)));
        Assert.Empty(stage.Users.Lost(stage.Server));
        Assert.Empty(stage.Users.Refused);
        Assert.True(stage.Server is { IsPrimary: true, SubscribedPort: 0 });
        Assert.Equal("BTN0662", (await Assert.ThrowsAsync<BatonException>(stage.PrepareCutoverAsync)).Problems.Single().Code);
        await DoAsync(stage, stage.PrepareSyncAsync);
        await DoAsync(stage, stage.PrepareCutoverAsync);
        await stage.Users.WriteAsync();
        Assert.Empty(stage.Users.Lost(moved));
        Assert.Empty(stage.Users.Refused);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Backed_out_before_the_cut_over_nothing_is_left(DatabaseWay way)
    {
        await using var stage = await SetAsync(way);
        var before = await stage.DescribeAsync();
        await DoAsync(stage, stage.PrepareMigrationAsync);
        await DoAsync(stage, stage.PrepareSyncAsync);
        var again = await DoAsync(stage, stage.PrepareSyncAsync);
        Assert.DoesNotContain(stage.Journal.Entries(again.RunId), entry => entry.Step is "seed-new" or "try-dump");

        foreach (var run in MigrationOperations.BackOut(stage.Journal, "payroll"))
        {
            Assert.Equal(RunStatus.RolledBack, (await stage.RollBackAsync(run.Id)).Status);
        }

        Assert.Equal(before, await stage.DescribeAsync());
    }

    [Fact]
    public async Task A_schema_that_was_changed_during_the_sync_is_refused_at_the_cut_over_and_brought_over_anew()
    {
        await using var stage = await SetAsync(DatabaseWay.Logical);
        await DoAsync(stage, stage.PrepareMigrationAsync);
        await DoAsync(stage, stage.PrepareSyncAsync);
        stage.Server.Schema = "another";
        var before = stage.Server.Describe();

        var outcome = await stage.StartAsync(await stage.PrepareCutoverAsync());

        Assert.Equal("BTN0691", Assert.IsType<BatonException>(outcome.Failure).Problems[0].Code);
        Assert.Equal(before, stage.Server.Describe());
        var again = await DoAsync(stage, stage.PrepareSyncAsync);
        Assert.Contains(stage.Journal.Entries(again.RunId), entry => entry.Step == "seed-new");
        await DoAsync(stage, stage.PrepareCutoverAsync);
        Assert.Empty(stage.Users.Lost(stage.Fleet.All.Single(server => server != stage.Server)));
        Assert.Empty(stage.Users.Refused);
    }

    [Fact]
    public async Task A_schema_that_is_changed_between_the_look_and_the_closing_of_the_old_database_takes_everything_back()
    {
        await using var stage = await SetAsync(DatabaseWay.Logical);
        await DoAsync(stage, stage.PrepareMigrationAsync);
        await DoAsync(stage, stage.PrepareSyncAsync);
        stage.Around = (step, _, call) =>
        {
            stage.Server.Schema = step.Name == "close-gate" ? "another" : stage.Server.Schema;
            return call();
        };

        var outcome = await stage.StartAsync(await stage.PrepareCutoverAsync());

        Assert.Equal("BTN0691", Assert.IsType<BatonException>(outcome.Failure).Problems[0].Code);
        Assert.Equal(RunStatus.RolledBack, outcome.Status);
        Assert.True(stage.Server.IsPrimary);
        Assert.Empty(stage.Users.Refused);
        Assert.Empty(stage.Users.Lost(stage.Server));
    }

    [Fact]
    public async Task A_dump_is_a_planned_outage_and_the_plan_says_how_long_it_will_be()
    {
        await using var stage = await SetAsync(DatabaseWay.Dump);
        await DoAsync(stage, stage.PrepareMigrationAsync);
        await DoAsync(stage, stage.PrepareSyncAsync);

        var cutover = await stage.PrepareCutoverAsync();

        Assert.StartsWith("A planned outage: users wait for about 7 s, as measured at 'sync'", cutover.Notes[0], StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(1.5), cutover.Plan.Steps.Single(step => step.Name == "carry-dump").Describe().EstimatedPause);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_finish_leaves_nothing_of_Baton(DatabaseWay way)
    {
        await using var stage = await SetAsync(way);
        await DoAsync(stage, stage.PrepareMigrationAsync);
        await DoAsync(stage, stage.PrepareSyncAsync);
        await DoAsync(stage, stage.PrepareCutoverAsync);
        var moved = stage.Fleet.All.Single(server => server != stage.Server);
        stage.Users.Entrance = moved;

        await DoAsync(stage, () => stage.Migrations.FinishAsync("payroll", new(), TestContext.Current.CancellationToken));

        Assert.All(
            [moved, stage.Server],
            server => Assert.True(server is { GuardedMachine: null, Gate: "none", LinkedTo: null, Slots.Count: 0, Witnesses.Count: 0, Publishes: false, SubscribedPort: 0, HasRole: false }, server.Describe()));
        Assert.False(stage.Server.PostgresRuns);
        Assert.Empty(stage.Users.Lost(moved));
        Assert.Empty(stage.Users.Refused);
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task Fails_at_each_step_and_leaves_all_as_before(DatabaseWay way, string name)
    {
        await using var stage = await ReadyAsync(way, name);
        await Harness(stage, name).FailsAtEachStepAsync();
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task Is_cancelled_at_each_step_and_undone(DatabaseWay way, string name)
    {
        await using var stage = await ReadyAsync(way, name);
        await Harness(stage, name).IsCancelledAtEachStepAsync();
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task Runs_each_step_and_each_undo_twice_with_the_same_result(DatabaseWay way, string name)
    {
        await using var stage = await ReadyAsync(way, name);
        await Harness(stage, name).RunsEachStepTwiceAsync();
    }

    [Theory]
    [InlineData(DatabaseWay.Logical, "sync", true)]
    [InlineData(DatabaseWay.Logical, "sync", false)]
    [InlineData(DatabaseWay.Logical, "cutover", true)]
    [InlineData(DatabaseWay.Logical, "cutover", false)]
    [InlineData(DatabaseWay.Logical, "sync-again", true)]
    [InlineData(DatabaseWay.Logical, "sync-again", false)]
    [InlineData(DatabaseWay.Logical, "maintenance", true)]
    [InlineData(DatabaseWay.Logical, "maintenance", false)]
    [InlineData(DatabaseWay.Dump, "sync", true)]
    [InlineData(DatabaseWay.Dump, "sync", false)]
    [InlineData(DatabaseWay.Dump, "cutover", true)]
    [InlineData(DatabaseWay.Dump, "cutover", false)]
    [InlineData(DatabaseWay.Dump, "maintenance", true)]
    [InlineData(DatabaseWay.Dump, "maintenance", false)]
    public async Task Killed_after_each_line_of_the_journal_it_is_resumed_or_rolled_back(DatabaseWay way, string name, bool resume)
    {
        await using var stage = await ReadyAsync(way, name);
        await Harness(stage, name).IsKilledAfterEachLineAsync(resume, first: 0, every: 1);
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task A_roll_back_that_is_killed_is_rolled_back_to_the_end(DatabaseWay way, string name)
    {
        await using var stage = await ReadyAsync(way, name);
        await Harness(stage, name).IsKilledWhileGoingBackAsync(first: 0, every: 3);
    }

    [Theory]
    [InlineData(DatabaseWay.Physical, 0)]
    [InlineData(DatabaseWay.Physical, 7)]
    [InlineData(DatabaseWay.Logical, 0)]
    [InlineData(DatabaseWay.Logical, 7)]
    [InlineData(DatabaseWay.Dump, 0)]
    public async Task A_finish_that_is_killed_after_each_line_of_the_journal_is_resumed_to_its_end(DatabaseWay way, int days)
    {
        await using var stage = await SetAsync(way);
        await DoAsync(stage, stage.PrepareMigrationAsync);
        await DoAsync(stage, stage.PrepareSyncAsync);
        await DoAsync(stage, stage.PrepareCutoverAsync);
        var moved = stage.Fleet.All.Single(server => server != stage.Server);
        stage.Users.Entrance = days == 0 ? moved : stage.Server;
        var run = await stage.Migrations.FinishAsync("payroll", new() { Forward = TimeSpan.FromDays(days) }, TestContext.Current.CancellationToken);

        var (kills, outcome) = await Kills.ToTheEndAsync(stage, run);

        Assert.Equal(2 * run.Plan.Steps.Count, kills);
        Assert.Equal(RunStatus.Succeeded, outcome.Status);
        Assert.All(
            [moved, stage.Server],
            server => Assert.True(server is { GuardedMachine: null, Slots.Count: 0, Publishes: false, SubscribedPort: 0, WatchesLog: false, Notes.Count: 0 }, server.Describe()));
        Assert.Empty(moved.Witnesses);
        Assert.Equal(days == 0 ? ("none", "none") : ("other", "none"), (stage.Server.Gate, moved.Gate));
        Assert.False(stage.Server.PostgresRuns);
        await stage.Users.WriteAsync();
        Assert.Empty(stage.Users.Lost(moved));
        Assert.Empty(stage.Users.Refused);
    }

    private static async Task<Stage> SetAsync(DatabaseWay way)
    {
        var stage = await Stage.SetElsewhereAsync();
        stage.Server.WalLevel = "logical";
        stage.Database = way;
        return stage;
    }

    private static async Task<RunOutcome> DoAsync(Stage stage, Func<Task<PreparedRun>> prepare)
    {
        var outcome = await stage.StartAsync(await prepare());
        Assert.Null(outcome.Failure);
        Assert.Equal(RunStatus.Succeeded, outcome.Status);
        return outcome;
    }

    /// <summary>A migration that has come as far as the stage needs.</summary>
    private static async Task<Stage> ReadyAsync(DatabaseWay way, string name)
    {
        var stage = await SetAsync(way);
        await DoAsync(stage, stage.PrepareMigrationAsync);
        if (name is "cutover" or "maintenance")
        {
            // What the new server subscribed to goes at the end of a cut-over and does not come back: 'sync' makes another.
            stage.Description = server => server.Describe()
                .Replace($"slots {string.Join(',', server.Slots.Order())}", "", StringComparison.Ordinal)
                .Replace($"publishes {server.Publishes}", "", StringComparison.Ordinal)
                .Replace($"watch {server.WatchesLog}", "", StringComparison.Ordinal);
        }

        return stage;
    }

    private static PlanHarness Harness(Stage stage, string name) => new(stage, async () =>
    {
        if (name != "sync" && MigrationOperations.Status(stage.Journal, "payroll").Synced is null)
        {
            await DoAsync(stage, stage.PrepareSyncAsync);
        }

        return await (name switch
        {
            "sync" or "sync-again" => stage.PrepareSyncAsync(),
            "maintenance" => stage.PrepareMaintenanceCutoverAsync(),
            _ => stage.PrepareCutoverAsync(),
        });
    });
}
