using Baton.Engine.Journal;

namespace Baton.Tests.Operations;

public sealed class VerifyPlanTests
{
    [Theory]
    [InlineData(false, "passed")]
    [InlineData(true, "failed")]
    public async Task The_verdict_is_kept_on_the_image_and_the_copy_is_gone(bool broken, string verdict)
    {
        await using var stage = await Stage.SetAsync();
        var run = await stage.PrepareVerifyAsync();
        var before = await stage.DescribeAsync();
        stage.Fleet.Booting = copy =>
        {
            if (broken)
            {
                copy.Files.Clear();
                copy.Manifests.Clear();
            }
        };

        var outcome = await stage.StartAsync(run);

        Assert.Null(outcome.Failure);
        Assert.Equal(verdict, stage.Journal.Results(outcome.RunId).First(result => result.Name == "verdict").Value);
        var after = await stage.DescribeAsync();
        Assert.Contains($"baton:verdict={verdict}", after, StringComparison.Ordinal);
        Assert.Equal(before.Split('\n').Length, after.Split('\n').Length);
        Assert.Equal(RunStatus.RolledBack, (await stage.RollBackAsync(outcome.RunId)).Status);
        Assert.Equal(before, await stage.DescribeAsync());
    }

    [Fact]
    public async Task A_copy_that_does_not_let_anybody_in_is_a_verdict_too()
    {
        await using var stage = await Stage.SetAsync();
        var run = await stage.PrepareVerifyAsync();
        stage.Fleet.Booting = copy => copy.Dead = true;

        var outcome = await stage.StartAsync(run);

        Assert.Equal("failed", stage.Journal.Results(outcome.RunId).First(result => result.Name == "verdict").Value);
        Assert.DoesNotContain("verification", await stage.DescribeAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fails_at_each_step_and_leaves_all_as_before()
    {
        await using var stage = await Stage.SetAsync();
        var run = await stage.PrepareVerifyAsync();
        await new PlanHarness(stage, () => Task.FromResult(run)).FailsAtEachStepAsync();
    }

    [Fact]
    public async Task Is_cancelled_at_each_step_and_undone()
    {
        await using var stage = await Stage.SetAsync();
        var run = await stage.PrepareVerifyAsync();
        await new PlanHarness(stage, () => Task.FromResult(run)).IsCancelledAtEachStepAsync();
    }

    [Fact]
    public async Task Runs_each_step_and_each_undo_twice_with_the_same_result()
    {
        await using var stage = await Stage.SetAsync();
        var run = await stage.PrepareVerifyAsync();
        await new PlanHarness(stage, () => Task.FromResult(run)).RunsEachStepTwiceAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_after_each_line_of_the_journal_it_is_resumed_or_rolled_back(bool resume)
    {
        await using var stage = await Stage.SetAsync();
        var run = await stage.PrepareVerifyAsync();
        await new PlanHarness(stage, () => Task.FromResult(run)).IsKilledAfterEachLineAsync(resume, first: 0, every: 1);
    }
}
