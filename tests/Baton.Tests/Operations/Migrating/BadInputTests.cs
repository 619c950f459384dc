using Baton.Engine.Journal;
using Baton.Engine.Plans;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Hosts.Ssh;
using Baton.Operations;
using Baton.Operations.Migrating;

namespace Baton.Tests.Operations.Migrating;

/// <summary>What can be wrong with a migration, or go wrong in it: said with its reason and the next step, before anything is changed where that can be known.</summary>
public sealed class BadInputTests
{
    [Fact]
    public async Task A_source_without_sudo_is_refused()
    {
        await using var stage = await Stage.SetElsewhereAsync();
        stage.Fleet.Refuses = SshProblems.SudoDenied(new() { Name = "payroll (payroll.example.net)", Address = "payroll.example.net", User = "admin" }, "sudo: a password is required");

        var problem = await RefusedAsync(stage, stage.PrepareMigrationAsync);

        Assert.Equal("BTN0306", problem.Code);
        Assert.Contains("payroll.example.net", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_whose_clock_is_off_is_refused()
    {
        await using var stage = await Stage.SetElsewhereAsync();
        stage.Server.ClockOff = TimeSpan.FromMinutes(7);

        var problem = await RefusedAsync(stage, stage.PrepareMigrationAsync);

        Assert.Equal("BTN0333", problem.Code);
        Assert.Matches("is off by 4(19|20|21) s", problem.Message);
    }

    [Fact]
    public async Task A_volume_that_is_too_small_for_what_comes_to_it_is_refused()
    {
        await using var stage = await Stage.SetElsewhereAsync();
        stage.Options = stage.Options with { Target = stage.Options.Target with { Volumes = [new("/srv", 2)] } };

        var problem = await RefusedAsync(stage, stage.PrepareMigrationAsync);

        Assert.Equal(("BTN0669", "The volume for /srv has 2 GiB, and what comes to it takes 4 GiB already."), (problem.Code, problem.Message));
    }

    [Theory]
    [InlineData(DatabaseWay.Physical)]
    [InlineData(DatabaseWay.Logical)]
    [InlineData(DatabaseWay.Dump)]
    public async Task A_database_that_has_outgrown_the_new_disk_is_refused(DatabaseWay way)
    {
        await using var stage = await Stage.SetElsewhereAsync();
        (stage.Database, stage.Server.WalLevel) = (way, "logical");
        await DoAsync(stage, stage.PrepareMigrationAsync);
        stage.Server.DatabaseBytes = 20L << 30;

        var problem = await RefusedAsync(stage, stage.PrepareSyncAsync);

        Assert.Equal("BTN0697", problem.Code);
        Assert.Contains("takes 20 GiB by now, and /srv on payroll", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(17, "2.36", 72, "BTN0676")]
    [InlineData(15, "2.41", 72, "BTN0674")]
    [InlineData(15, "2.36", 76, "BTN0674")]
    public async Task Another_major_version_or_collation_is_refused_where_the_physical_way_was_asked_for(int version, string glibc, int icu, string code)
    {
        await using var stage = await Stage.SetElsewhereAsync();
        stage.Database = DatabaseWay.Physical;
        await DoAsync(stage, stage.PrepareMigrationAsync);
        var fresh = stage.Fleet.All.Single(server => server != stage.Server);
        (fresh.PostgresVersion, fresh.Glibc, fresh.IcuVersion) = (version, glibc, icu);

        Assert.Equal(code, (await RefusedAsync(stage, stage.PrepareSyncAsync)).Code);
    }

    [Theory]
    [InlineData("payroll")]
    [InlineData("wages")]
    public async Task A_second_migration_of_the_same_machine_is_refused_whatever_it_is_called(string name)
    {
        await using var stage = await Stage.SetElsewhereAsync();
        await DoAsync(stage, stage.PrepareMigrationAsync);
        stage.Options = stage.Options with { Name = name };

        var problem = await RefusedAsync(stage, stage.PrepareMigrationAsync);

        Assert.Equal("BTN0661", problem.Code);
        Assert.Contains("'payroll' is being migrated already", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_without_replica_identity_are_named_with_what_gives_them_one()
    {
        await using var stage = await Stage.SetElsewhereAsync();
        (stage.Database, stage.Server.WalLevel) = (DatabaseWay.Logical, "logical");
        stage.Server.InTheWayOfLogical.Add("no_identity=payroll\tpublic.visits\tALTER TABLE public.visits REPLICA IDENTITY FULL");

        var problem = await RefusedAsync(stage, stage.PrepareMigrationAsync);

        Assert.Equal("BTN0681", problem.Code);
        Assert.Contains("public.visits in payroll", problem.Message, StringComparison.Ordinal);
        Assert.Contains("ALTER TABLE public.visits REPLICA IDENTITY FULL;", problem.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_little_room_for_the_log_on_the_source_is_refused()
    {
        await using var stage = await Stage.SetElsewhereAsync();
        (stage.Database, stage.Server.WalFreeBytes) = (DatabaseWay.Physical, 100L << 20);

        var problem = await RefusedAsync(stage, stage.PrepareMigrationAsync);

        Assert.Equal("BTN0408", problem.Code);
        Assert.Contains("100 MiB free", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("failed")]
    public async Task A_copy_that_a_reboot_has_ended_on_either_side_is_begun_anew_by_the_next_sync(string state)
    {
        await using var stage = await Stage.SetElsewhereAsync();
        await DoAsync(stage, stage.PrepareMigrationAsync);
        var run = await stage.PrepareSyncAsync();
        var before = await stage.DescribeAsync();
        stage.Fleet.All.Single(server => server != stage.Server).CopyEndsAs = state;

        var outcome = await stage.StartAsync(run);

        var problem = Assert.IsType<BatonException>(outcome.Failure).Problems.Single();
        Assert.Equal(("BTN0670", true), (problem.Code, problem.Hint.StartsWith("Run 'baton migrate sync' again", StringComparison.Ordinal)));
        Assert.Equal(RunStatus.RolledBack, outcome.Status);
        Assert.Equal(before, await stage.DescribeAsync());
        await DoAsync(stage, stage.PrepareSyncAsync);
        await DoAsync(stage, stage.PrepareCutoverAsync);
        Assert.Empty(stage.Users.Refused);
    }

    [Theory]
    [InlineData(DatabaseWay.Physical)]
    [InlineData(DatabaseWay.Logical)]
    public async Task A_source_that_was_rebooted_is_followed_again_without_a_new_copy(DatabaseWay way)
    {
        await using var stage = await Stage.SetElsewhereAsync();
        (stage.Database, stage.Server.WalLevel) = (way, "logical");
        await DoAsync(stage, stage.PrepareMigrationAsync);
        await DoAsync(stage, stage.PrepareSyncAsync);
        stage.Server.PostgresRuns = false;

        Assert.Equal("BTN0671", (await RefusedAsync(stage, stage.PrepareCutoverAsync)).Code);
        stage.Server.PostgresRuns = true;
        var again = await DoAsync(stage, stage.PrepareSyncAsync);

        Assert.DoesNotContain(stage.Journal.Entries(again.RunId), entry => entry.Step is "copy-database" or "seed-new");
        await DoAsync(stage, stage.PrepareCutoverAsync);
        Assert.Empty(stage.Users.Lost(stage.Fleet.All.Single(server => server != stage.Server)));
    }

    [Theory]
    [InlineData(DatabaseWay.Physical)]
    [InlineData(DatabaseWay.Logical)]
    [InlineData(DatabaseWay.Dump)]
    public async Task A_network_that_is_lost_at_any_moment_of_the_cut_over_costs_no_write_and_the_way_back_is_walked_when_it_is_there_again(DatabaseWay way)
    {
        await using var stage = await Stage.SetElsewhereAsync();
        (stage.Database, stage.Server.WalLevel) = (way, "logical");
        stage.Description = server => string.Join('\n', server.Describe().Split('\n').Where(line => line.StartsWith("guard", StringComparison.Ordinal) || line.StartsWith("active", StringComparison.Ordinal)));
        await DoAsync(stage, stage.PrepareMigrationAsync);
        await DoAsync(stage, stage.PrepareSyncAsync);
        foreach (var name in (await stage.PrepareCutoverAsync()).Plan.Steps.Select(step => step.Name).ToList())
        {
            if (MigrationOperations.Status(stage.Journal, "payroll").Synced is null)
            {
                await DoAsync(stage, stage.PrepareSyncAsync);
            }

            var run = await stage.PrepareCutoverAsync();
            var before = await stage.DescribeAsync();
            stage.Around = async (step, kind, call) =>
            {
                stage.Fleet.Unreachable |= step.Name == name && kind == StepCall.Do;
                return await call();
            };
            var outcome = await stage.StartAsync(run);
            stage.Around = null;
            stage.Fleet.Unreachable = false;
            outcome = outcome.Status == RunStatus.RolledBack ? outcome : await stage.RollBackAsync(outcome.RunId);

            Assert.True(outcome is { Status: RunStatus.RolledBack, UndoFailure: null }, $"lost at {name}: {outcome.Status} {outcome.UndoFailure}");
            Assert.Equal($"lost at {name}\n{before}", $"lost at {name}\n{await stage.DescribeAsync()}");
            await stage.Users.WriteAsync();
            Assert.Empty(stage.Users.Refused);
            Assert.Empty(stage.Users.Lost(stage.Server));
        }
    }

    [Theory]
    [InlineData(DatabaseWay.Physical)]
    [InlineData(DatabaseWay.Logical)]
    [InlineData(DatabaseWay.Dump)]
    public async Task After_the_cut_over_the_new_server_watches_the_log_that_it_keeps_for_the_way_back(DatabaseWay way)
    {
        await using var stage = await Stage.SetElsewhereAsync();
        (stage.Database, stage.Server.WalLevel) = (way, "logical");
        await DoAsync(stage, stage.PrepareMigrationAsync);
        await DoAsync(stage, stage.PrepareSyncAsync);
        var cutover = await DoAsync(stage, stage.PrepareCutoverAsync);
        var moved = stage.Fleet.All.Single(server => server != stage.Server);
        Assert.True(moved.WatchesLog);

        Assert.Equal(RunStatus.RolledBack, (await stage.RollBackAsync(cutover.RunId)).Status);

        Assert.False(moved.WatchesLog);
    }

    [Fact]
    public async Task A_way_back_whose_log_was_dropped_to_save_the_new_server_is_refused_before_anybody_has_to_wait()
    {
        await using var stage = await Stage.SetElsewhereAsync();
        await DoAsync(stage, stage.PrepareMigrationAsync);
        await DoAsync(stage, stage.PrepareSyncAsync);
        var cutover = stage.Journal.FindRun((await DoAsync(stage, stage.PrepareCutoverAsync)).RunId)!;
        await stage.Migrations.RequireWayBackAsync(cutover, TestContext.Current.CancellationToken);
        stage.Fleet.All.Single(server => server != stage.Server).NeverFollowed = true;

        var refused = await Assert.ThrowsAsync<BatonException>(() => stage.Migrations.RequireWayBackAsync(cutover, TestContext.Current.CancellationToken));

        Assert.Equal("BTN0696", refused.Problems.Single().Code);
        await stage.Users.WriteAsync();
        Assert.Empty(stage.Users.Refused);
    }

    [Theory]
    [InlineData("stop-old-services")]
    [InlineData("open-gate")]
    public async Task A_cut_over_that_was_cut_off_is_what_backing_out_takes_back(string at)
    {
        await using var stage = await Stage.SetElsewhereAsync();
        await DoAsync(stage, stage.PrepareMigrationAsync);
        await DoAsync(stage, stage.PrepareSyncAsync);
        var run = await stage.PrepareCutoverAsync();
        stage.Around = (step, _, call) => step.Name == at ? throw new TimeoutException("killed") : call();
        stage.Journal.Written = entry => Kill(entry.Step == at && entry.Event == StepEvent.Failed);
        await Assert.ThrowsAsync<TimeoutException>(() => stage.StartAsync(run));
        (stage.Around, stage.Journal.Written) = (null, null);

        var back = MigrationOperations.BackOut(stage.Journal, "payroll").Single();
        Assert.Equal(RunStatus.RolledBack, (await stage.RollBackAsync(back.Id)).Status);

        Assert.Equal("migrate-cutover", back.Kind);
        await stage.Users.WriteAsync();
        Assert.Empty(stage.Users.Refused);
        Assert.Empty(stage.Users.Lost(stage.Server));
    }

    [Fact]
    public async Task An_end_that_has_begun_is_not_taken_back()
    {
        await using var stage = await Stage.SetElsewhereAsync();
        await DoAsync(stage, stage.PrepareMigrationAsync);
        await DoAsync(stage, stage.PrepareSyncAsync);
        await DoAsync(stage, stage.PrepareCutoverAsync);
        stage.Around = (step, _, call) => step.Name == "tidy-old" ? throw new BatonException(new Problem("BTN9999", "told to fail", "")) : call();
        var finish = await stage.StartAsync(await stage.Migrations.FinishAsync("payroll", new(), TestContext.Current.CancellationToken), new() { KeepOnFailure = true });
        stage.Around = null;

        Assert.Equal(RunStatus.Failed, finish.Status);
        Assert.Equal("BTN0695", Assert.Throws<BatonException>(() => MigrationOperations.BackOut(stage.Journal, "payroll")).Problems.Single().Code);
        Assert.Equal("BTN0695", Assert.Throws<BatonException>(() => Endings.RefuseTakingBack(stage.Journal, stage.Journal.FindRun(finish.RunId)!)).Problems.Single().Code);
        Assert.Equal(RunStatus.Succeeded, (await stage.ResumeAsync(finish.RunId)).Status);
    }

    private static async Task<Problem> RefusedAsync(Stage stage, Func<Task<PreparedRun>> prepare)
    {
        var before = await stage.DescribeAsync();
        var problem = (await Assert.ThrowsAsync<BatonException>(prepare)).Problems.Single();
        Assert.Equal(before, await stage.DescribeAsync());
        Assert.NotEmpty(problem.Hint);
        return problem;
    }

    private static async Task<RunOutcome> DoAsync(Stage stage, Func<Task<PreparedRun>> prepare)
    {
        var outcome = await stage.StartAsync(await prepare());
        Assert.Null(outcome.Failure);
        Assert.Equal(RunStatus.Succeeded, outcome.Status);
        return outcome;
    }

    private static void Kill(bool now)
    {
        if (now)
        {
            throw new TimeoutException("killed");
        }
    }
}
