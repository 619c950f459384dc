using Baton.Cloud.Faults;
using Baton.Engine.Journal;
using Baton.Engine.Problems;

namespace Baton.Tests.Operations;

public sealed class ImagePlanTests
{
    [Fact]
    public async Task An_image_says_what_it_is_worth_and_how_long_writes_paused()
    {
        await using var stage = await Stage.SetAsync();

        var outcome = await stage.StartAsync(await stage.PrepareImageAsync());

        Assert.Null(outcome.Failure);
        var results = stage.Journal.Results(outcome.RunId).ToDictionary(result => result.Name, result => result.Value);
        Assert.Equal("application", results["consistency"]);
        Assert.StartsWith("crash", results["volume /dev/xvda"], StringComparison.Ordinal);
        Assert.Equal(87, stage.Journal.Measurements(outcome.RunId).Single(measured => measured.Name == "writePauseMs").Value);
        Assert.Empty(await new CloudPicture(stage.Cloud.Client).UntaggedAsync());
    }

    [Theory]
    [InlineData("CreateSnapshots", "InsufficientVolumeCapacity", "BTN0520")]
    [InlineData("CreateSnapshots", "SnapshotLimitExceeded", "BTN0517")]
    [InlineData("RegisterImage", "InvalidAMIName.Duplicate", "BTN0515")]
    public async Task A_full_disk_a_quota_and_a_name_that_is_taken_meanwhile_leave_all_as_before(string action, string code, string problem)
    {
        await using var stage = await Stage.SetAsync();
        var before = await stage.DescribeAsync();
        var run = await stage.PrepareImageAsync();
        stage.Cloud.Server.Faults.Add(new() { Action = action, Kind = FaultKind.Error, Code = code });

        var outcome = await stage.StartAsync(run);

        Assert.Equal(problem, Assert.IsType<BatonException>(outcome.Failure).Problems.Single().Code);
        Assert.Equal(RunStatus.RolledBack, outcome.Status);
        stage.Cloud.Server.Faults.Clear();
        Assert.Equal(before, await stage.DescribeAsync());
    }

    [Fact]
    public async Task Fails_at_each_step_and_leaves_all_as_before()
    {
        await using var stage = await Stage.SetAsync();
        await new PlanHarness(stage, stage.PrepareImageAsync).FailsAtEachStepAsync();
    }

    [Fact]
    public async Task Is_cancelled_at_each_step_and_undone()
    {
        await using var stage = await Stage.SetAsync();
        await new PlanHarness(stage, stage.PrepareImageAsync).IsCancelledAtEachStepAsync();
    }

    [Fact]
    public async Task Runs_each_step_and_each_undo_twice_with_the_same_result()
    {
        await using var stage = await Stage.SetAsync();
        await new PlanHarness(stage, stage.PrepareImageAsync).RunsEachStepTwiceAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_after_each_line_of_the_journal_it_is_resumed_or_rolled_back(bool resume)
    {
        await using var stage = await Stage.SetAsync();
        await new PlanHarness(stage, stage.PrepareImageAsync).IsKilledAfterEachLineAsync(resume, first: 0, every: 1);
    }
}
