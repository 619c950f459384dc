using System.Text.Json;
using Baton.Engine.Journal;
using Baton.Engine.Plans;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Operations;

namespace Baton.Tests.Operations;

/// <summary>
/// The five tests that every plan passes: it fails at each step and all is as before; each step twice gives the same; each undo twice gives the same; killed
/// after each line of the journal it is resumed, or rolled back; cancelled at each step it is undone. Users write throughout, and nothing of theirs is lost.
/// </summary>
internal sealed class PlanHarness(Stage stage, Func<Task<PreparedRun>> prepare)
{
    public async Task FailsAtEachStepAsync()
    {
        foreach (var (name, after) in await StepsAsync())
        {
            var (run, before) = await ReadyAsync();
            stage.Around = async (step, kind, call) =>
            {
                if (step.Name != name || kind != StepCall.Do)
                {
                    return await call();
                }

                // Before its effect, or after: then the effect must be looked for and found.
                var output = after ? await call() : null;
                throw new BatonException(new Problem("BTN9999", $"{name} was told to fail, having said {output}.", ""));
            };
            var outcome = await stage.StartAsync(run);
            stage.Around = null;
            await IsAsBeforeAsync(before, await BackAsync(outcome), $"failed {(after ? "after" : "before")} {name}");
        }
    }

    public async Task IsCancelledAtEachStepAsync()
    {
        foreach (var (name, after) in (await StepsAsync()).Where(step => !step.After))
        {
            var (run, before) = await ReadyAsync();
            using var cancel = new CancellationTokenSource();
            stage.Around = async (step, kind, call) =>
            {
                if (step.Name == name && kind == StepCall.Do)
                {
                    await cancel.CancelAsync();
                }

                return await call();
            };
            var outcome = await stage.StartAsync(run, cancellationToken: cancel.Token);
            // A step that asks nothing of anybody does not notice; the last of them may end the run.
            await IsAsBeforeAsync(before, await BackAsync(outcome), $"cancelled at {name}");
        }
    }

    public async Task RunsEachStepTwiceAsync()
    {
        var (run, before) = await ReadyAsync();
        stage.Around = async (_, kind, call) =>
        {
            var first = await call();
            return kind == StepCall.Look ? first : await call() ?? first;
        };
        var outcome = await stage.StartAsync(run);
        Assert.Null(outcome.Failure);
        Assert.Equal(RunStatus.Succeeded, outcome.Status);
        Assert.Empty(await new CloudPicture(stage.Cloud.Client).UntaggedAsync());
        await IsAsBeforeAsync(before, await stage.RollBackAsync(outcome.RunId), "each step and each undo twice");
    }

    /// <param name="every">1 for every line; 3 for each third, from <paramref name="first"/> on.</param>
    public async Task IsKilledAfterEachLineAsync(bool resume, int first, int every)
    {
        var steps = (await StepsAsync()).Count / 2;
        for (var line = 1 + first; line < 2 * steps; line += every)
        {
            var (run, before) = await ReadyAsync();
            var runId = await KillAsync(run, line);
            var outcome = resume ? await stage.ResumeAsync(runId) : await stage.RollBackAsync(runId);
            if (resume)
            {
                Assert.True(outcome.Status is RunStatus.Succeeded, $"killed after line {line}: {outcome.Status} {outcome.Failure} {outcome.UndoFailure}");
                Assert.Empty(await new CloudPicture(stage.Cloud.Client).UntaggedAsync());
                outcome = await stage.RollBackAsync(runId);
            }

            await IsAsBeforeAsync(before, outcome, $"killed after line {line}");
        }
    }

    public async Task IsKilledWhileGoingBackAsync(int first, int every)
    {
        var steps = (await StepsAsync()).Count / 2;
        for (var line = 1 + first; line < 2 * steps; line += every)
        {
            var (run, before) = await ReadyAsync();
            var done = await stage.StartAsync(run);
            Assert.Equal(RunStatus.Succeeded, done.Status);
            var written = 0;
            stage.Journal.Written = _ => Die(++written == line);
            await Assert.ThrowsAsync<TimeoutException>(() => stage.RollBackAsync(done.RunId));
            stage.Journal.Written = null;
            await IsAsBeforeAsync(before, await stage.RollBackAsync(done.RunId), $"killed after line {line} of going back");
        }
    }

    /// <summary>What a preparation may have to do first belongs to what was before.</summary>
    private async Task<(PreparedRun Run, string Before)> ReadyAsync()
    {
        stage.Around = null;
        var run = await prepare();
        return (run, await stage.DescribeAsync());
    }

    private async Task<string> KillAsync(PreparedRun run, int line)
    {
        var written = 0;
        stage.Journal.Written = _ => Die(++written == line);
        await Assert.ThrowsAsync<TimeoutException>(() => stage.StartAsync(run));
        stage.Journal.Written = null;
        return stage.Journal.Runs()[0].Id;
    }

    /// <summary>What was kept, since what comes before is worth keeping, goes back when it is told to.</summary>
    private async Task<RunOutcome> BackAsync(RunOutcome outcome) =>
        outcome.Status is RunStatus.Succeeded or RunStatus.Failed ? await stage.RollBackAsync(outcome.RunId) : outcome;

    private static void Die(bool now)
    {
        if (now)
        {
            throw new TimeoutException("killed");
        }
    }

    private async Task<IReadOnlyList<(string Name, bool After)>> StepsAsync()
    {
        var plan = (await prepare()).Plan;
        return [.. plan.Steps.SelectMany(step => new[] { (step.Name, false), (step.Name, true) })];
    }

    private async Task IsAsBeforeAsync(string before, RunOutcome outcome, string when)
    {
        Assert.True(outcome is { Status: RunStatus.RolledBack, UndoFailure: null }, $"{when}: {outcome.Status} {outcome.UndoFailure} {outcome.Failure}");
        Assert.Equal($"{when}\n{before}", $"{when}\n{await stage.DescribeAsync()}");
        Assert.Equal([], stage.Users.Refused);
        Assert.Equal([], stage.Users.Lost(stage.Server));
    }
}
