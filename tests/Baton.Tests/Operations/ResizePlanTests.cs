using Baton.Aws.Ec2;
using Baton.Cloud.Faults;
using Baton.Engine.Journal;
using Baton.Engine.Problems;

namespace Baton.Tests.Operations;

public sealed class ResizePlanTests
{
    [Fact]
    public async Task A_resize_moves_the_server_and_refuses_nobody()
    {
        await using var stage = await Stage.SetAsync();

        var outcome = await stage.StartAsync(await stage.PrepareResizeAsync());

        Assert.Null(outcome.Failure);
        Assert.Equal(RunStatus.Succeeded, outcome.Status);
        var moved = stage.Fleet.All.Single(server => server != stage.Server);
        Assert.Empty(stage.Users.Lost(moved));
        Assert.Empty(stage.Users.Refused);
        Assert.Empty(await new CloudPicture(stage.Cloud.Client).UntaggedAsync());
        Assert.Equal(["cron.service", "nginx.service", "payroll.service"], moved.Active.Order());
        Assert.Empty(stage.Server.Active);
    }

    [Fact]
    public async Task A_roll_back_hours_later_keeps_what_was_written_since()
    {
        await using var stage = await Stage.SetAsync();
        var before = await stage.DescribeAsync();
        var done = await stage.StartAsync(await stage.PrepareResizeAsync());
        Assert.Equal(RunStatus.Succeeded, done.Status);
        for (var write = 0; write < 50; write++)
        {
            await stage.Users.WriteAsync();
        }

        var back = await stage.RollBackAsync(done.RunId);

        Assert.Null(back.UndoFailure);
        Assert.Equal(RunStatus.RolledBack, back.Status);
        Assert.Empty(stage.Users.Lost(stage.Server));
        Assert.Empty(stage.Users.Refused);
        Assert.Equal(before, await stage.DescribeAsync());
    }

    [Fact]
    public async Task Fails_at_each_step_and_leaves_all_as_before()
    {
        await using var stage = await Stage.SetAsync();
        await new PlanHarness(stage, stage.PrepareResizeAsync).FailsAtEachStepAsync();
    }

    [Fact]
    public async Task Is_cancelled_at_each_step_and_undone()
    {
        await using var stage = await Stage.SetAsync();
        await new PlanHarness(stage, stage.PrepareResizeAsync).IsCancelledAtEachStepAsync();
    }

    [Fact]
    public async Task Runs_each_step_and_each_undo_twice_with_the_same_result()
    {
        await using var stage = await Stage.SetAsync();
        await new PlanHarness(stage, stage.PrepareResizeAsync).RunsEachStepTwiceAsync();
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    [InlineData(false, 1)]
    public async Task Killed_after_each_line_of_the_journal_it_is_resumed_or_rolled_back(bool resume, int first)
    {
        await using var stage = await Stage.SetAsync();
        await new PlanHarness(stage, stage.PrepareResizeAsync).IsKilledAfterEachLineAsync(resume, first, every: 2);
    }

    [Fact]
    public async Task A_roll_back_that_is_killed_is_rolled_back_to_the_end()
    {
        await using var stage = await Stage.SetAsync();
        await new PlanHarness(stage, stage.PrepareResizeAsync).IsKilledWhileGoingBackAsync(first: 0, every: 4);
    }

    [Fact]
    public async Task A_new_server_that_fails_its_checks_never_answers_a_user()
    {
        await using var stage = await Stage.SetAsync();
        stage.Fleet.Booting = copy => copy.FailingChecks.Add("the first page answers");
        await BacksOutAsync(stage, "BTN0607");
    }

    [Fact]
    public async Task A_standby_that_never_catches_up_is_given_up()
    {
        await using var stage = await Stage.SetAsync();
        stage.Server.NeverFollowed = true;
        await BacksOutAsync(stage, "BTN0604");
    }

    [Fact]
    public async Task No_capacity_leaves_all_as_before()
    {
        await using var stage = await Stage.SetAsync();
        var run = await stage.PrepareResizeAsync();
        stage.Cloud.Server.Faults.Add(new() { Action = "RunInstances", Kind = FaultKind.Error, Code = "InsufficientInstanceCapacity", Times = 1 });
        var before = await stage.DescribeAsync();

        var outcome = await stage.StartAsync(run);

        Assert.Equal("BTN0512", Assert.IsType<BatonException>(outcome.Failure).Problems.Single().Code);
        Assert.Equal(before, await stage.DescribeAsync());
    }

    [Fact]
    public async Task Past_the_hold_budget_the_old_server_goes_on()
    {
        await using var stage = await Stage.SetAsync();
        stage.Options = stage.Options with { Budgets = stage.Options.Budgets with { Hold = TimeSpan.Zero } };
        await BacksOutAsync(stage, "BTN0603");
    }

    [Fact]
    public async Task A_new_server_that_dies_after_it_has_served_stops_the_way_back_instead_of_losing_writes()
    {
        await using var stage = await Stage.SetAsync();
        var done = await stage.StartAsync(await stage.PrepareResizeAsync());
        stage.Fleet.All.Single(server => server != stage.Server).Dead = true;

        var back = await stage.RollBackAsync(done.RunId);

        Assert.Equal(RunStatus.UndoFailed, back.Status);
        Assert.False(stage.Server.IsPrimary);
    }

    [Theory]
    [InlineData("RunInstances")]
    [InlineData("CreateSnapshots")]
    [InlineData("RegisterImage")]
    public async Task An_answer_that_is_lost_leaves_nothing_behind(string action)
    {
        await using var stage = await Stage.SetAsync();
        var before = await stage.DescribeAsync();
        var run = await stage.PrepareResizeAsync();
        stage.Cloud.Server.Faults.Add(new() { Action = action, Kind = FaultKind.ResponseLost, Times = 1 });

        var outcome = await stage.StartAsync(run);
        if (outcome.Status == RunStatus.Succeeded)
        {
            Assert.Single((await stage.Cloud.SendAsync(new DescribeInstancesRequest())).Reservations.SelectMany(found => found.Instances), found => found.InstanceType == "t3.medium");
            outcome = await stage.RollBackAsync(outcome.RunId);
        }

        Assert.Equal(RunStatus.RolledBack, outcome.Status);
        Assert.Equal(before, await stage.DescribeAsync());
    }

    private static async Task BacksOutAsync(Stage stage, string code)
    {
        var before = await stage.DescribeAsync();

        var outcome = await stage.StartAsync(await stage.PrepareResizeAsync());

        Assert.Equal(code, Assert.IsType<BatonException>(outcome.Failure).Problems[0].Code);
        Assert.Equal(RunStatus.RolledBack, outcome.Status);
        Assert.Equal(before, await stage.DescribeAsync());
        Assert.Empty(stage.Users.Refused);
        Assert.Empty(stage.Users.Lost(stage.Server));
    }
}
