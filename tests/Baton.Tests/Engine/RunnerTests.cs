using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Journal;
using Baton.Engine.Leases;
using Baton.Engine.Plans;
using Baton.Engine.Problems;
using Baton.Engine.Steps;

namespace Baton.Tests.Engine;

public sealed class RunnerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("baton-runner-").FullName;
    private readonly World _world = new();
    private readonly RunJournal _journal;
    private Func<PlannedStep, StepCall, Func<Task<JsonElement?>>, Task<JsonElement?>>? _around;

    public RunnerTests() => _journal = new RunJournal(Path.Combine(_folder, "journal.db"), TimeProvider.System);

    public void Dispose()
    {
        _journal.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_plan_runs_its_steps_in_order_and_journals_their_outputs()
    {
        var outcome = await StartAsync();

        Assert.Equal(RunStatus.Succeeded, outcome.Status);
        Assert.Equal(["a", "b", "c"], _world.Things);
        Assert.Equal(
            ["a Started", "a Succeeded", "b Started", "b Succeeded", "c Started", "c Succeeded"],
            _journal.Entries(outcome.RunId).Select(entry => $"{entry.Step} {entry.Event}"));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    [InlineData("c")]
    public async Task A_step_that_fails_takes_back_what_was_done(string step)
    {
        _world.FailBefore = step;

        var outcome = await StartAsync();

        Assert.Equal(RunStatus.RolledBack, outcome.Status);
        Assert.IsType<InvalidTimeZoneException>(outcome.Failure);
        Assert.Empty(_world.Things);
    }

    [Fact]
    public async Task A_step_that_fails_after_its_effect_is_looked_for_and_taken_back()
    {
        _world.FailAfter = "b";

        Assert.Equal(RunStatus.RolledBack, (await StartAsync()).Status);
        Assert.Empty(_world.Things);
    }

    [Fact]
    public async Task A_failure_is_kept_when_asked_and_resumed_from_there()
    {
        _world.FailBefore = "c";
        var kept = await StartAsync(new() { KeepOnFailure = true });
        Assert.Equal(RunStatus.Failed, kept.Status);
        Assert.Equal(["a", "b"], _world.Things);
        _world.FailBefore = null;

        var resumed = await ResumeAsync(kept.RunId);

        Assert.Equal(RunStatus.Succeeded, resumed.Status);
        Assert.Equal(["a", "b", "c"], _world.Things);
        Assert.Equal(1, _world.Made["a"]);
    }

    [Theory]
    [MemberData(nameof(JournalLines))]
    public async Task A_run_killed_after_any_line_of_the_journal_is_resumed_to_the_end(int line)
    {
        var runId = await CrashAfterAsync(line);

        Assert.Equal(RunStatus.Succeeded, (await ResumeAsync(runId)).Status);
        Assert.Equal(["a", "b", "c"], _world.Things);
    }

    [Theory]
    [MemberData(nameof(JournalLines))]
    public async Task A_run_killed_after_any_line_of_the_journal_is_rolled_back_to_nothing(int line)
    {
        var runId = await CrashAfterAsync(line);

        Assert.Equal(RunStatus.RolledBack, (await RollBackAsync(runId)).Status);
        Assert.Empty(_world.Things);
    }

    [Fact]
    public async Task A_roll_back_that_was_killed_goes_on_going_back_when_resumed()
    {
        var outcome = await StartAsync();
        var written = 0;
        _journal.Written = _ => { if (++written == 2) { throw new TimeoutException("killed"); } };
        await Assert.ThrowsAsync<TimeoutException>(() => RollBackAsync(outcome.RunId));
        _journal.Written = null;

        Assert.Equal(RunStatus.RolledBack, (await ResumeAsync(outcome.RunId)).Status);
        Assert.Empty(_world.Things);
    }

    [Fact]
    public async Task A_run_that_succeeded_is_rolled_back_later_and_only_once()
    {
        var outcome = await StartAsync();

        Assert.Equal(RunStatus.RolledBack, (await RollBackAsync(outcome.RunId)).Status);
        Assert.Empty(_world.Things);
        Assert.Equal("BTN0104", (await Assert.ThrowsAsync<BatonException>(() => RollBackAsync(outcome.RunId))).Problems.Single().Code);
    }

    [Fact]
    public async Task Cancelling_takes_back_what_was_done()
    {
        using var cancel = new CancellationTokenSource();
        _world.Before = name => { if (name == "b") { cancel.Cancel(); } };

        Assert.Equal(RunStatus.RolledBack, (await StartAsync(cancellationToken: cancel.Token)).Status);
        Assert.Empty(_world.Things);
    }

    [Theory]
    [InlineData(StepCall.Do)]
    [InlineData(StepCall.Undo)]
    internal async Task What_stands_around_steps_can_repeat_every_call(StepCall repeated)
    {
        _around = async (_, kind, call) => kind == repeated ? await call() is var first && (await call())?.GetRawText() == first?.GetRawText() ? first : null : await call();

        var outcome = await StartAsync();
        Assert.Equal(["a", "b", "c"], _world.Things);

        Assert.Equal(RunStatus.RolledBack, (await RollBackAsync(outcome.RunId)).Status);
        Assert.Empty(_world.Things);
    }

    [Fact]
    public async Task An_undo_that_fails_stops_says_what_is_left_and_can_be_tried_again()
    {
        var done = await StartAsync();
        _world.FailUndo = "b";

        var outcome = await RollBackAsync(done.RunId);
        Assert.Equal(RunStatus.UndoFailed, outcome.Status);
        Assert.Equal(["b", "a"], outcome.Left);
        Assert.Equal(["a", "b"], _world.Things);

        _world.FailUndo = null;
        Assert.Equal(RunStatus.RolledBack, (await RollBackAsync(done.RunId)).Status);
        Assert.Empty(_world.Things);
    }

    [Fact]
    public async Task No_run_begins_beside_what_is_done_between_runs_and_that_not_beside_a_run()
    {
        Runner Other() => new(_journal, LeaseOwner.ThisProcess() with { Host = "elsewhere" }, TimeProvider.System);
        var beside = await Other().BetweenRunsAsync(
            NewPlan().LeaseOn, "a pass", async _ => await Assert.ThrowsAsync<BatonException>(() => StartAsync()), CancellationToken.None);
        Exception? refused = null;
        _world.Before = name => refused = name == "b"
            ? Assert.Throws<BatonException>(() => Other().BetweenRunsAsync(NewPlan().LeaseOn, "a pass", _ => Task.FromResult(1), CancellationToken.None).GetAwaiter().GetResult())
            : refused;

        await StartAsync();

        Assert.Equal("BTN0109", beside.Problems.Single().Code);
        Assert.Contains("is held by a pass", beside.Problems.Single().Message, StringComparison.Ordinal);
        Assert.Equal("BTN0102", Assert.IsType<BatonException>(refused).Problems.Single().Code);
    }

    [Fact]
    public async Task A_second_run_on_the_same_server_is_refused_while_the_first_goes_on()
    {
        Exception? refused = null;
        var other = new Runner(_journal, LeaseOwner.ThisProcess() with { Host = "elsewhere" }, TimeProvider.System);
        _world.Before = name =>
        {
            if (name == "b")
            {
                refused = Assert.Throws<BatonException>(() => other.StartAsync(NewPlan(), "{}", new(), new SilentObserver(), CancellationToken.None).GetAwaiter().GetResult());
            }
        };

        await StartAsync();

        Assert.Equal("BTN0102", Assert.IsType<BatonException>(refused).Problems.Single().Code);
    }

    [Fact]
    public async Task A_new_run_is_refused_after_one_that_was_cut_off()
    {
        await CrashAfterAsync(3);

        Assert.Equal("BTN0105", (await Assert.ThrowsAsync<BatonException>(() => StartAsync())).Problems.Single().Code);
    }

    [Fact]
    public async Task A_run_is_not_rolled_back_behind_a_later_one_that_was_cut_off()
    {
        var first = await StartAsync();
        _journal.Written = _ => throw new TimeoutException("killed");
        await Assert.ThrowsAsync<TimeoutException>(() => StartAsync());
        _journal.Written = null;

        Assert.Equal("BTN0105", (await Assert.ThrowsAsync<BatonException>(() => RollBackAsync(first.RunId))).Problems.Single().Code);
    }

    public static TheoryData<int> JournalLines => [1, 2, 3, 4, 5];

    private async Task<string> CrashAfterAsync(int line)
    {
        _journal.Written = entry => { if (entry.Sequence == line) { throw new TimeoutException("killed"); } };
        await Assert.ThrowsAsync<TimeoutException>(() => StartAsync());
        _journal.Written = null;
        return _journal.Runs().Single().Id;
    }

    private Task<RunOutcome> StartAsync(RunOptions? options = null, CancellationToken cancellationToken = default) =>
        NewRunner().StartAsync(NewPlan(), "{}", options ?? new(), new SilentObserver(), cancellationToken);

    private Task<RunOutcome> ResumeAsync(string runId) =>
        NewRunner().ResumeAsync(_journal.FindRun(runId)!, NewPlan(), new(), new SilentObserver(), CancellationToken.None);

    private Task<RunOutcome> RollBackAsync(string runId) =>
        NewRunner().RollBackAsync(_journal.FindRun(runId)!, NewPlan(), new(), new SilentObserver(), CancellationToken.None);

    private Runner NewRunner() => new(_journal, LeaseOwner.ThisProcess(), TimeProvider.System) { Around = _around };

    private Plan NewPlan()
    {
        var first = new MakeThing(_world, "a", null);
        return new()
        {
            Kind = "test",
            Subject = "things",
            LeaseOn = "i-1",
            Steps = [first, new MakeThing(_world, "b", first.Output), new MakeThing(_world, "c", first.Output)],
        };
    }

    private sealed class World
    {
        public List<string> Things { get; } = [];

        public Dictionary<string, int> Made { get; } = [];

        public string? FailBefore { get; set; }

        public string? FailAfter { get; set; }

        public string? FailUndo { get; set; }

        public Action<string>? Before { get; set; }
    }

    private sealed class MakeThing(World world, string name, Output<Thing>? earlier) : Step<Thing>
    {
        public override string Name => name;

        protected override JsonTypeInfo<Thing> OutputType => ThingJson.Default.Thing;

        public override StepDescription Describe() => new() { Changes = $"Make {name}", Undo = $"Remove {name}" };

        protected override Task<Thing> RunAsync(StepContext context, CancellationToken cancellationToken)
        {
            world.Before?.Invoke(name);
            cancellationToken.ThrowIfCancellationRequested();
            FailWhen(world.FailBefore);
            Assert.Equal(earlier is null ? null : "a", earlier?.Value.Name);
            if (!world.Things.Contains(name))
            {
                world.Things.Add(name);
                world.Made[name] = world.Made.GetValueOrDefault(name) + 1;
            }

            FailWhen(world.FailAfter);
            return Task.FromResult(new Thing(name));
        }

        protected override Task<Thing?> LookAsync(StepContext context, CancellationToken cancellationToken) =>
            Task.FromResult(world.Things.Contains(name) ? new Thing(name) : null);

        protected override Task TakeBackAsync(Thing output, StepContext context, CancellationToken cancellationToken)
        {
            FailWhen(world.FailUndo);
            world.Things.Remove(output.Name);
            return Task.CompletedTask;
        }

        private void FailWhen(string? step)
        {
            if (step == name)
            {
                throw new InvalidTimeZoneException("asked for");
            }
        }
    }
}

internal sealed record Thing(string Name);

[JsonSerializable(typeof(Thing))]
internal sealed partial class ThingJson : JsonSerializerContext;
