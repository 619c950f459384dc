using Baton.Aws.Ec2;
using Baton.Engine.Journal;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Operations.Configuration;

namespace Baton.Tests.Operations;

/// <summary>Images of the level 'shutdown': taken by EC2 while the server is down.</summary>
public sealed class RebootImagePlanTests
{
    [Fact]
    public async Task An_image_by_reboot_says_so_and_how_long_the_server_was_down()
    {
        await using var stage = await SetAsync();

        var outcome = await stage.StartAsync(await stage.PrepareImageAsync());

        Assert.Null(outcome.Failure);
        var results = stage.Journal.Results(outcome.RunId).ToDictionary(result => result.Name, result => result.Value);
        Assert.Equal("shutdown", results["consistency"]);
        Assert.StartsWith("shutdown", results["volume /dev/xvda"], StringComparison.Ordinal);
        Assert.Contains(stage.Journal.Measurements(outcome.RunId), measured => measured.Name == "outageMs");
        var image = (await stage.Cloud.SendAsync(new DescribeImagesRequest { ImageIds = [results["imageId"]] })).Images[0];
        Assert.Equal("shutdown", image.Tags.Single(tag => tag.Key == "baton:consistency").Value);
        Assert.Equal(2, image.BlockDeviceMappings.Count);
        Assert.Empty(await new CloudPicture(stage.Cloud.Client).UntaggedAsync());
    }

    [Fact]
    public async Task The_plan_names_the_outage_and_no_other_level_has_one()
    {
        await using var stage = await SetAsync();

        var pauses = (await stage.PrepareImageAsync()).Plan.Steps.Select(step => step.Describe()).Where(step => step.Pauses == PauseKind.ReadsAndWrites).ToList();
        stage.Options = Stage.Payroll;
        var live = (await stage.PrepareImageAsync()).Plan.Steps.Select(step => step.Describe().Pauses);

        Assert.Contains("answers nobody", Assert.Single(pauses).Changes, StringComparison.Ordinal);
        Assert.DoesNotContain(PauseKind.ReadsAndWrites, live);
    }

    [Fact]
    public async Task A_verification_of_such_an_image_passes()
    {
        await using var stage = await SetAsync();

        var outcome = await stage.StartAsync(await stage.PrepareVerifyAsync());

        Assert.Null(outcome.Failure);
        Assert.Equal("passed", stage.Journal.Results(outcome.RunId).Single(result => result.Name == "verdict").Value);
    }

    [Fact]
    public async Task A_server_that_did_not_end_cleanly_gives_no_image()
    {
        await using var stage = await SetAsync();
        var before = await stage.DescribeAsync();
        stage.Server.EndsAs = "in production";

        var outcome = await stage.StartAsync(await stage.PrepareImageAsync());

        var problem = Assert.IsType<BatonException>(outcome.Failure).Problems.Single();
        Assert.Equal("BTN0606", problem.Code);
        Assert.Contains("in production", problem.Message, StringComparison.Ordinal);
        Assert.Equal(RunStatus.RolledBack, outcome.Status);
        Assert.Equal(before, await stage.DescribeAsync());
    }

    [Fact]
    public async Task Fails_at_each_step_and_leaves_all_as_before()
    {
        await using var stage = await SetAsync();
        await new PlanHarness(stage, stage.PrepareImageAsync).FailsAtEachStepAsync();
    }

    [Fact]
    public async Task Is_cancelled_at_each_step_and_undone()
    {
        await using var stage = await SetAsync();
        await new PlanHarness(stage, stage.PrepareImageAsync).IsCancelledAtEachStepAsync();
    }

    [Fact]
    public async Task Runs_each_step_and_each_undo_twice_with_the_same_result()
    {
        await using var stage = await SetAsync();
        await new PlanHarness(stage, stage.PrepareImageAsync).RunsEachStepTwiceAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_after_each_line_of_the_journal_it_is_resumed_or_rolled_back(bool resume)
    {
        await using var stage = await SetAsync();
        await new PlanHarness(stage, stage.PrepareImageAsync).IsKilledAfterEachLineAsync(resume, first: 0, every: 1);
    }

    private static async Task<Stage> SetAsync()
    {
        var stage = await Stage.SetAsync();
        stage.Options = stage.Options with { Consistency = ConsistencyLevel.Shutdown };
        return stage;
    }
}
