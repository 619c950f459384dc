using Baton.Engine.Journal;
using Baton.Engine.Problems;

namespace Baton.Tests.Operations;

/// <summary>A finish is not undone: killed or failed at each step, it is resumed to the end.</summary>
public sealed class FinishPlanTests
{
    [Fact]
    public async Task Leaves_the_new_server_alone_with_nothing_of_Baton_on_it()
    {
        await using var stage = await Stage.SetAsync();
        var resize = await stage.StartAsync(await stage.PrepareResizeAsync());

        var outcome = await stage.StartAsync(await PrepareAsync(stage, resize.RunId), new() { KeepOnFailure = true });

        Assert.Null(outcome.Failure);
        await IsFinishedAsync(stage);
    }

    [Fact]
    public async Task Failed_at_each_step_it_is_resumed_to_the_end()
    {
        await using var stage = await Stage.SetAsync();
        var resize = await stage.StartAsync(await stage.PrepareResizeAsync());
        var run = await PrepareAsync(stage, resize.RunId);
        var failed = new HashSet<string>();
        stage.Around = async (step, _, call) =>
        {
            var output = await call();
            return failed.Add(step.Name) ? throw new BatonException(new Problem("BTN9999", "told to fail", "")) : output;
        };

        var outcome = await stage.StartAsync(run, new() { KeepOnFailure = true });
        while (outcome.Status != RunStatus.Succeeded)
        {
            Assert.Equal(RunStatus.Failed, outcome.Status);
            outcome = await stage.ResumeAsync(outcome.RunId, new() { KeepOnFailure = true });
        }

        Assert.Equal(run.Plan.Steps.Count, failed.Count);
        await IsFinishedAsync(stage);
    }

    private static Task<Baton.Operations.PreparedRun> PrepareAsync(Stage stage, string runId) =>
        stage.Operations.PrepareFinishAsync(stage.Journal, stage.Journal.FindRun(runId)!, TestContext.Current.CancellationToken);

    private static async Task IsFinishedAsync(Stage stage)
    {
        var picture = await new CloudPicture(stage.Cloud.Client).DrawAsync();
        Assert.DoesNotContain(stage.Server.InstanceId, picture, StringComparison.Ordinal);
        Assert.DoesNotContain("baton:run", picture, StringComparison.Ordinal);
        Assert.DoesNotContain("snapshot", picture, StringComparison.Ordinal);
        var moved = stage.Fleet.All.Single(server => server != stage.Server);
        Assert.Null(moved.GuardedMachine);
        Assert.Null(moved.LinkedTo);
        Assert.Empty(moved.Slots);
        Assert.Equal("none", moved.Gate);
        Assert.Empty(stage.Users.Lost(moved));
        Assert.Empty(stage.Users.Refused);
    }
}
