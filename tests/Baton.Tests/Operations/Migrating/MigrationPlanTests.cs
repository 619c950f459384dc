using Baton.Engine.Journal;
using Baton.Engine.Plans;
using Baton.Engine.Problems;
using Baton.Operations;
using Baton.Operations.Migrating;

namespace Baton.Tests.Operations.Migrating;

/// <summary>Every stage of a migration passes the five tests of the harness, while users write through the old server.</summary>
public sealed class MigrationPlanTests
{
    public static TheoryData<string> Stages => ["prepare", "sync", "sync-again", "test", "cutover", "maintenance"];

    [Fact]
    public async Task A_migration_moves_the_users_and_refuses_nobody()
    {
        await using var stage = await Stage.SetElsewhereAsync();

        foreach (var prepare in (Func<Task<PreparedRun>>[])[stage.PrepareMigrationAsync, stage.PrepareSyncAsync, stage.PrepareCutoverAsync])
        {
            await DoAsync(stage, prepare);
        }

        await stage.Users.WriteAsync();
        var moved = stage.Fleet.All.Single(server => server != stage.Server);
        Assert.Empty(stage.Users.Lost(moved));
        Assert.Empty(stage.Users.Refused);
        Assert.Empty(await new CloudPicture(stage.Cloud.Client).UntaggedAsync());
        Assert.Equal(["cron.service", "nginx.service", "payroll.service"], moved.Active.Order());
        Assert.Equal(["nginx.service"], stage.Server.Active);
        Assert.True(moved is { IsPrimary: true, WatchesLog: true });
        Assert.True(stage.Server is { PostgresRuns: true, StandbySignal: true, WatchesLog: false });
    }

    [Fact]
    public async Task A_cut_over_with_a_maintenance_page_keeps_nobody_waiting_and_shows_the_page_to_who_asks_meanwhile()
    {
        await using var stage = await ReadyAsync("maintenance");
        var run = await PrepareAsync(stage, "maintenance");
        List<string> gates = [];
        stage.Around = (step, kind, call) =>
        {
            gates.Add(stage.Server.Gate);
            return call();
        };

        Assert.Equal(RunStatus.Succeeded, (await stage.StartAsync(run)).Status);

        Assert.True(stage.Users.Told > 5, $"{stage.Users.Told}");
        Assert.DoesNotContain("closed", gates);
        Assert.Equal("other", stage.Server.Gate);
        Assert.Empty(stage.Users.Refused);
        Assert.Empty(stage.Users.Lost(stage.Fleet.All.Single(server => server != stage.Server)));
    }

    [Fact]
    public async Task A_maintenance_page_needs_a_port_at_which_it_is_shown()
    {
        await using var stage = await Stage.SetElsewhereAsync();
        stage.Options = stage.Options with { Gate = new(), Services = [] };
        await DoAsync(stage, stage.PrepareMigrationAsync);
        await DoAsync(stage, stage.PrepareSyncAsync);

        Assert.Equal("BTN0694", (await Assert.ThrowsAsync<BatonException>(stage.PrepareMaintenanceCutoverAsync)).Problems.Single().Code);
    }

    [Fact]
    public async Task Before_the_cut_over_nothing_of_the_application_runs_on_the_new_server()
    {
        await using var stage = await Stage.SetElsewhereAsync();
        await DoAsync(stage, stage.PrepareMigrationAsync);
        await DoAsync(stage, stage.PrepareSyncAsync);

        var fresh = stage.Fleet.All.Single(server => server != stage.Server);

        Assert.Empty(fresh.Active);
        Assert.False(fresh.May("cron.service") || fresh.May("payroll.service"));
        Assert.Contains("packages nginx-light", fresh.Provisioned);
        Assert.DoesNotContain("packages linux-image-amd64", fresh.Provisioned);
        Assert.Contains("users payroll", fresh.Provisioned);
        Assert.Contains("locales de_DE.utf8", fresh.Provisioned);
        Assert.Contains("paths /etc/postgresql/15/main", fresh.Provisioned);
    }

    [Fact]
    public async Task Going_back_after_the_cut_over_keeps_what_was_written_since_and_the_next_try_copies_anew()
    {
        await using var stage = await Stage.SetElsewhereAsync();
        await DoAsync(stage, stage.PrepareMigrationAsync);
        await DoAsync(stage, stage.PrepareSyncAsync);
        var cutover = await DoAsync(stage, stage.PrepareCutoverAsync);
        for (var write = 0; write < 50; write++)
        {
            await stage.Users.WriteAsync();
        }

        Assert.Equal(RunStatus.RolledBack, (await stage.RollBackAsync(cutover.RunId)).Status);

        Assert.Empty(stage.Users.Lost(stage.Server));
        Assert.Empty(stage.Users.Refused);
        Assert.True(stage.Server.IsPrimary);
        Assert.Equal("BTN0662", (await Assert.ThrowsAsync<BatonException>(stage.PrepareCutoverAsync)).Problems.Single().Code);
        await DoAsync(stage, stage.PrepareSyncAsync);
        await DoAsync(stage, stage.PrepareCutoverAsync);
        await stage.Users.WriteAsync();
        Assert.Empty(stage.Users.Lost(stage.Fleet.All.Single(server => server != stage.Server)));
        Assert.Empty(stage.Users.Refused);
    }

    [Fact]
    public async Task Backed_out_before_the_cut_over_nothing_is_left()
    {
        await using var stage = await Stage.SetElsewhereAsync();
        var before = await stage.DescribeAsync();
        await DoAsync(stage, stage.PrepareMigrationAsync);
        await DoAsync(stage, stage.PrepareSyncAsync);
        await DoAsync(stage, stage.PrepareSyncAsync);

        foreach (var run in MigrationOperations.BackOut(stage.Journal, "payroll"))
        {
            Assert.Equal(RunStatus.RolledBack, (await stage.RollBackAsync(run.Id)).Status);
        }

        Assert.Equal(before, await stage.DescribeAsync());
        Assert.Equal("baton migrate prepare payroll", MigrationOperations.Status(stage.Journal, "payroll").Next);
    }

    [Fact]
    public async Task A_new_server_that_was_rebooted_follows_again_without_a_new_copy()
    {
        await using var stage = await Stage.SetElsewhereAsync();
        await DoAsync(stage, stage.PrepareMigrationAsync);
        await DoAsync(stage, stage.PrepareSyncAsync);
        var fresh = stage.Fleet.All.Single(server => server != stage.Server);
        fresh.PostgresRuns = false;

        Assert.Equal("BTN0671", (await Assert.ThrowsAsync<BatonException>(stage.PrepareCutoverAsync)).Problems.Single().Code);
        var again = await DoAsync(stage, stage.PrepareSyncAsync);

        Assert.DoesNotContain(stage.Journal.Entries(again.RunId), entry => entry.Step == "copy-database");
        await DoAsync(stage, stage.PrepareCutoverAsync);
        Assert.Empty(stage.Users.Lost(fresh));
    }

    [Fact]
    public async Task After_the_slot_was_dropped_to_save_the_source_the_database_is_copied_anew()
    {
        await using var stage = await Stage.SetElsewhereAsync();
        await DoAsync(stage, stage.PrepareMigrationAsync);
        await DoAsync(stage, stage.PrepareSyncAsync);
        stage.Server.Slots.Clear();

        var again = await DoAsync(stage, stage.PrepareSyncAsync);

        Assert.Contains(stage.Journal.Entries(again.RunId), entry => entry.Step == "copy-database");
        Assert.Single(stage.Server.Slots);
        await DoAsync(stage, stage.PrepareCutoverAsync);
        Assert.Empty(stage.Users.Refused);
    }

    [Fact]
    public async Task A_database_is_not_copied_byte_for_byte_under_another_C_library_or_version()
    {
        await using var stage = await Stage.SetElsewhereAsync();
        stage.Database = DatabaseWay.Physical;
        await DoAsync(stage, stage.PrepareMigrationAsync);
        var fresh = stage.Fleet.All.Single(server => server != stage.Server);
        (fresh.Glibc, fresh.PostgresVersion) = ("2.39", 17);
        var before = await stage.DescribeAsync();

        var refused = await Assert.ThrowsAsync<BatonException>(stage.PrepareSyncAsync);

        Assert.Equal(["BTN0674", "BTN0676"], refused.Problems.Select(problem => problem.Code).Order());
        Assert.Equal(before, await stage.DescribeAsync());
    }

    [Fact]
    public async Task The_operators_own_script_runs_on_the_new_server_and_is_not_in_the_journal()
    {
        await using var stage = await Stage.SetElsewhereAsync();
        var path = Path.Combine(Directory.CreateTempSubdirectory("baton-script-").FullName, "setup.sh");
        await File.WriteAllTextAsync(path, "#!/bin/sh\necho s3cret\n", TestContext.Current.CancellationToken);
        try
        {
            stage.Options = stage.Options with { Target = stage.Options.Target with { Script = path } };

            var outcome = await DoAsync(stage, stage.PrepareMigrationAsync);

            Assert.Contains("program #!/bin/sh\necho s3cret\n", stage.Fleet.All.Single(server => server != stage.Server).Provisioned);
            Assert.DoesNotContain("s3cret", stage.Journal.FindRun(outcome.RunId)!.Arguments + string.Concat(stage.Journal.Entries(outcome.RunId).Select(entry => entry.Output)), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    [Fact]
    public async Task A_finish_that_fails_at_each_step_is_resumed_to_the_end_and_leaves_nothing_of_Baton()
    {
        await using var stage = await Stage.SetElsewhereAsync();
        await DoAsync(stage, stage.PrepareMigrationAsync);
        await DoAsync(stage, stage.PrepareSyncAsync);
        await DoAsync(stage, stage.PrepareCutoverAsync);
        var moved = stage.Fleet.All.Single(server => server != stage.Server);
        stage.Users.Entrance = moved;
        var failed = new HashSet<string>();
        stage.Around = async (step, _, call) =>
        {
            var output = await call();
            return failed.Add(step.Name) ? throw new BatonException(new Problem("BTN9999", "told to fail", "")) : output;
        };

        var outcome = await stage.StartAsync(await stage.Migrations.FinishAsync("payroll", new(), TestContext.Current.CancellationToken), new() { KeepOnFailure = true });
        while (outcome.Status != RunStatus.Succeeded)
        {
            Assert.Equal(RunStatus.Failed, outcome.Status);
            outcome = await stage.ResumeAsync(outcome.RunId, new() { KeepOnFailure = true });
        }

        MigrationOperations.Close(stage.Journal, "payroll");
        Assert.DoesNotContain("baton:run", string.Join('\n', (await new CloudPicture(stage.Cloud.Client).DrawAsync()).Split('\n').Where(line => !line.StartsWith("rule", StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.All([moved, stage.Server], server => Assert.True(server is { GuardedMachine: null, Gate: "none", LinkedTo: null, Slots.Count: 0, WatchesLog: false }, server.Describe()));
        Assert.Empty(moved.Notes);
        Assert.False(stage.Server.PostgresRuns);
        Assert.Empty(stage.Users.Lost(moved));
        Assert.Empty(stage.Users.Refused);
        Assert.Throws<BatonException>(() => MigrationOperations.BackOut(stage.Journal, "payroll"));
    }

    [Fact]
    public async Task A_finish_may_let_the_old_server_forward_for_some_days_and_both_servers_end_that_by_themselves()
    {
        await using var stage = await Stage.SetElsewhereAsync();
        await DoAsync(stage, stage.PrepareMigrationAsync);
        await DoAsync(stage, stage.PrepareSyncAsync);
        await DoAsync(stage, stage.PrepareCutoverAsync);
        var moved = stage.Fleet.All.Single(server => server != stage.Server);

        var outcome = await DoAsync(stage, () => stage.Migrations.FinishAsync("payroll", new() { Forward = TimeSpan.FromDays(7) }, TestContext.Current.CancellationToken));

        await stage.Users.WriteAsync();
        Assert.Empty(stage.Users.Refused);
        Assert.Empty(stage.Users.Lost(moved));
        Assert.Equal("other", stage.Server.Gate);
        Assert.Equal(stage.Server.InstanceId, moved.LinkedTo);
        Assert.Equal(["forward-end"], stage.Server.Appointments);
        Assert.Equal(["link-end"], moved.Appointments);
        Assert.True(stage.Server is { GuardedMachine: null, PostgresRuns: false });
        Assert.True(moved is { GuardedMachine: null, Gate: "none", Slots.Count: 0 });
        Assert.Contains(stage.Journal.Results(outcome.RunId), result => result.Name == "forwardsUntil");
    }

    [Fact]
    public async Task A_second_migration_of_the_same_server_is_refused()
    {
        await using var stage = await Stage.SetElsewhereAsync();
        await DoAsync(stage, stage.PrepareMigrationAsync);

        Assert.Equal("BTN0661", (await Assert.ThrowsAsync<BatonException>(stage.PrepareMigrationAsync)).Problems.Single().Code);
    }

    [Fact]
    public async Task What_stands_on_a_stage_is_taken_back_before_it()
    {
        await using var stage = await Stage.SetElsewhereAsync();
        var prepared = await DoAsync(stage, stage.PrepareMigrationAsync);
        await DoAsync(stage, stage.PrepareSyncAsync);

        var refused = Assert.Throws<BatonException>(() => MigrationOperations.RefuseBehindLater(stage.Journal, stage.Journal.FindRun(prepared.RunId)!));

        Assert.Equal("BTN0672", refused.Problems.Single().Code);
    }

    [Fact]
    public async Task A_new_server_that_fails_its_checks_never_answers_a_user()
    {
        await using var stage = await ReadyAsync("cutover");
        var run = await PrepareAsync(stage, "cutover");
        stage.Fleet.All.Single(server => server != stage.Server).FailingChecks.Add("the first page answers");
        var before = await stage.DescribeAsync();

        var outcome = await stage.StartAsync(run);

        Assert.Equal("BTN0607", Assert.IsType<BatonException>(outcome.Failure).Problems[0].Code);
        Assert.Equal(RunStatus.RolledBack, outcome.Status);
        Assert.Equal(before, await stage.DescribeAsync());
        Assert.Empty(stage.Users.Refused);
        Assert.Empty(stage.Users.Lost(stage.Server));
    }

    [Fact]
    public async Task A_new_server_that_dies_before_it_has_served_does_not_hold_the_way_back_up()
    {
        await using var stage = await ReadyAsync("cutover");
        var run = await PrepareAsync(stage, "cutover");
        var fresh = stage.Fleet.All.Single(server => server != stage.Server);
        var before = await stage.DescribeAsync();
        stage.Around = (step, _, call) =>
        {
            fresh.Dead |= step.Name == "check-new";
            return call();
        };

        var outcome = await stage.StartAsync(run);

        Assert.Equal(RunStatus.RolledBack, outcome.Status);
        Assert.Equal(before, await stage.DescribeAsync());
        Assert.Empty(stage.Users.Refused);
        Assert.Empty(stage.Users.Lost(stage.Server));
    }

    [Fact]
    public async Task A_new_server_that_dies_after_it_has_served_stops_the_way_back_instead_of_losing_writes()
    {
        await using var stage = await ReadyAsync("cutover");
        var done = await DoAsync(stage, () => PrepareAsync(stage, "cutover"));
        stage.Fleet.All.Single(server => server != stage.Server).Dead = true;

        var back = await stage.RollBackAsync(done.RunId);

        Assert.Equal(RunStatus.UndoFailed, back.Status);
        Assert.False(stage.Server.IsPrimary);
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task Fails_at_each_step_and_leaves_all_as_before(string name)
    {
        await using var stage = await ReadyAsync(name);
        await Harness(stage, name).FailsAtEachStepAsync();
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task Is_cancelled_at_each_step_and_undone(string name)
    {
        await using var stage = await ReadyAsync(name);
        await Harness(stage, name).IsCancelledAtEachStepAsync();
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task Runs_each_step_and_each_undo_twice_with_the_same_result(string name)
    {
        await using var stage = await ReadyAsync(name);
        await Harness(stage, name).RunsEachStepTwiceAsync();
    }

    [Theory]
    [InlineData("prepare", true)]
    [InlineData("prepare", false)]
    [InlineData("sync", true)]
    [InlineData("sync", false)]
    [InlineData("sync-again", true)]
    [InlineData("sync-again", false)]
    [InlineData("test", true)]
    [InlineData("test", false)]
    [InlineData("cutover", true)]
    [InlineData("cutover", false)]
    [InlineData("maintenance", true)]
    [InlineData("maintenance", false)]
    public async Task Killed_after_each_line_of_the_journal_it_is_resumed_or_rolled_back(string name, bool resume)
    {
        await using var stage = await ReadyAsync(name);
        await Harness(stage, name).IsKilledAfterEachLineAsync(resume, first: 0, every: 1);
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task A_roll_back_that_is_killed_is_rolled_back_to_the_end(string name)
    {
        await using var stage = await ReadyAsync(name);
        await Harness(stage, name).IsKilledWhileGoingBackAsync(first: 0, every: 3);
    }

    private static async Task<RunOutcome> DoAsync(Stage stage, Func<Task<PreparedRun>> prepare)
    {
        var outcome = await stage.StartAsync(await prepare());
        Assert.Null(outcome.Failure);
        Assert.Equal(RunStatus.Succeeded, outcome.Status);
        return outcome;
    }

    /// <summary>A migration that has come as far as the stage needs.</summary>
    private static async Task<Stage> ReadyAsync(string name)
    {
        var stage = await Stage.SetElsewhereAsync();
        if (name != "prepare")
        {
            await DoAsync(stage, stage.PrepareMigrationAsync);
        }

        if (name is "cutover" or "maintenance")
        {
            // The slot for the new server goes at the end of a cut-over and does not come back: 'sync' makes another.
            stage.Description = server => server.Describe()
                .Replace($"slots {string.Join(',', server.Slots.Order())}", "", StringComparison.Ordinal)
                .Replace($"watch {server.WatchesLog}", "", StringComparison.Ordinal);
        }

        return stage;
    }

    private static PlanHarness Harness(Stage stage, string name) => new(stage, () => PrepareAsync(stage, name));

    private static async Task<PreparedRun> PrepareAsync(Stage stage, string name)
    {
        if ((name is not ("prepare" or "sync")) && MigrationOperations.Status(stage.Journal, "payroll").Synced is null)
        {
            await DoAsync(stage, stage.PrepareSyncAsync);
        }

        return await (name switch
        {
            "prepare" => stage.PrepareMigrationAsync(),
            "sync" or "sync-again" => stage.PrepareSyncAsync(),
            "test" => stage.PrepareTestAsync(),
            "maintenance" => stage.PrepareMaintenanceCutoverAsync(),
            _ => stage.PrepareCutoverAsync(),
        });
    }
}
