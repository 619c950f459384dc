using System.Text.Json;
using Baton.Engine.Journal;
using Baton.Engine.Leases;
using Baton.Engine.Problems;
using Baton.Engine.Steps;

namespace Baton.Engine.Plans;

/// <summary>
/// Walks plans: forwards, backwards, and on from where a crash left them. The journal is written before and after each change; what it does not know
/// (a start without an outcome) is looked for before it is undone, and run again when it is resumed.
/// </summary>
public sealed class Runner(RunJournal journal, LeaseOwner owner, TimeProvider time)
{
    private readonly LeaseTable _leases = new(journal);

    /// <summary>
    /// Stands around every call of a step. The tests fail, repeat or cancel steps here; null in the program.
    /// It is called with what the runner wants of which step, and the call itself.
    /// </summary>
    internal Func<PlannedStep, StepCall, Func<Task<JsonElement?>>, Task<JsonElement?>>? Around { get; set; }

    /// <summary>Starts a run. Throws before anything is changed when the server is held, or an earlier run on it was cut off.</summary>
    public async Task<RunOutcome> StartAsync(Plan plan, string arguments, RunOptions options, IRunObserver observer, CancellationToken cancellationToken)
    {
        var run = new RunRecord
        {
            Id = RunIds.New(plan.Kind, time, id => journal.FindRun(id) is not null),
            Kind = plan.Kind,
            Subject = plan.Subject,
            Arguments = arguments,
            LeaseOn = plan.LeaseOn,
            Status = RunStatus.Running,
            StartedAt = time.GetUtcNow(),
        };
        await using var lease = HeldLease.Take(_leases, plan.LeaseOn, run.Id, owner, time);
        RefuseAfterUnfinished(plan.LeaseOn, run.Id);
        journal.AddRun(run);
        return await GoAsync(new(run, plan, options, observer), lease, cancellationToken);
    }

    /// <summary>Goes on with a run that was cut off or kept after a failure. The plan must have been rebuilt from the run's arguments.</summary>
    public async Task<RunOutcome> ResumeAsync(RunRecord run, Plan plan, RunOptions options, IRunObserver observer, CancellationToken cancellationToken)
    {
        await using var lease = HeldLease.Take(_leases, plan.LeaseOn, run.Id, owner, time);
        run = Reload(run, status => status is RunStatus.Running or RunStatus.Failed, EngineProblems.CannotResume);
        var walk = new Walk(run, plan, options, observer);
        if (Records(run.Id).Values.Any(record => record.Status is StepStatus.UndoStarted or StepStatus.Undone or StepStatus.UndoFailed))
        {
            // It was going back when it was cut off; the only way on is back.
            return await UndoAllAsync(walk, null);
        }

        journal.SetStatus(run.Id, RunStatus.Running);
        return await GoAsync(walk, lease, cancellationToken);
    }

    /// <summary>Takes everything back, in reverse: after a crash, after a failure, or after success until the run is closed.</summary>
    public async Task<RunOutcome> RollBackAsync(RunRecord run, Plan plan, RunOptions options, IRunObserver observer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using var lease = HeldLease.Take(_leases, plan.LeaseOn, run.Id, owner, time);
        run = Reload(run, status => status is not (RunStatus.RolledBack or RunStatus.Closed), EngineProblems.CannotRollBack);

        // Such as a finish that was cut off: what it began to retire must not be gone back to behind its back.
        RefuseAfterUnfinished(plan.LeaseOn, run.Id);
        journal.SetStatus(run.Id, RunStatus.Running);
        observer.RunStarted(run, plan);
        return await UndoAllAsync(new(run, plan, options, observer), null);
    }

    /// <summary>Does what needs no taking back while no run goes on and none was cut off; no other begins meanwhile.</summary>
    /// <param name="name">What is told to whoever wants to begin a run meanwhile.</param>
    public async Task<T> BetweenRunsAsync<T>(string leaseOn, string name, Func<CancellationToken, Task<T>> act, CancellationToken cancellationToken)
    {
        await using var lease = HeldLease.Take(_leases, leaseOn, name, owner, time);
        RefuseAfterUnfinished(leaseOn, name);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lease.Lost);
        try
        {
            return await act(stop.Token);
        }
        catch (OperationCanceledException) when (lease.Lost.IsCancellationRequested)
        {
            throw new BatonException(EngineProblems.LeaseLost(leaseOn));
        }
    }

    private async Task<RunOutcome> GoAsync(Walk walk, HeldLease lease, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lease.Lost);
        walk.Observer.RunStarted(walk.Run, walk.Plan);
        var records = Records(walk.Run.Id);
        RefuseUnknownSteps(walk, records);
        foreach (var step in walk.Plan.Steps)
        {
            if (records.TryGetValue(step.Name, out var record) && record.Status == StepStatus.Succeeded)
            {
                step.Restore(ToJson(record));
                continue;
            }

            var failure = await TryAsync(walk, step, stop.Token);
            lease.ThrowIfLost();
            if (failure is not null)
            {
                return await FailedAsync(walk, step, failure);
            }
        }

        foreach (var result in walk.Plan.Results?.Invoke() ?? [])
        {
            journal.AddResult(walk.Run.Id, result);
        }

        journal.SetStatus(walk.Run.Id, RunStatus.Succeeded);
        return End(walk, new(walk.Run.Id, RunStatus.Succeeded));
    }

    /// <summary>Runs one step between its two lines of the journal; returns why it failed, or null.</summary>
    private async Task<Exception?> TryAsync(Walk walk, PlannedStep step, CancellationToken cancellationToken)
    {
        journal.Write(walk.Run.Id, step.Name, StepEvent.Started);
        walk.Observer.StepStarted(step, undoing: false);
        var began = time.GetTimestamp();
        string output;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            output = (await CallAsync(step, StepCall.Do, async () => await step.DoAsync(Context(walk, step), cancellationToken)))!.Value.GetRawText();
        }
        catch (Exception failure)
        {
            // Whatever it is, the operator is told (RunOutcome.Failure) and the run goes back: a bug in a step must not leave a server half moved.
            journal.Write(walk.Run.Id, step.Name, StepEvent.Failed, error: failure.Message);
            walk.Observer.StepFailed(step, undoing: false, failure);
            return failure;
        }

        journal.Write(walk.Run.Id, step.Name, StepEvent.Succeeded, output);
        walk.Observer.StepEnded(step, undoing: false, time.GetElapsedTime(began));
        return null;
    }

    private async Task<RunOutcome> FailedAsync(Walk walk, PlannedStep step, Exception failure)
    {
        if (!walk.Options.KeepOnFailure && !step.KeepsOnFailure)
        {
            return await UndoAllAsync(walk, failure);
        }

        journal.SetStatus(walk.Run.Id, RunStatus.Failed);
        return End(walk, new(walk.Run.Id, RunStatus.Failed) { Failure = failure });
    }

    private async Task<RunOutcome> UndoAllAsync(Walk walk, Exception? failure)
    {
        var records = Records(walk.Run.Id);
        RefuseUnknownSteps(walk, records);
        var steps = walk.Plan.Steps.Where(step => records.ContainsKey(step.Name)).ToList();
        foreach (var step in steps.Where(step => records[step.Name].Output is not null))
        {
            // Also of steps that are undone already: undoing an earlier one may depend on what they did.
            step.Restore(ToJson(records[step.Name]));
        }

        for (var index = steps.Count - 1; index >= 0; index--)
        {
            var undoFailure = await TryUndoAsync(walk, steps[index], records[steps[index].Name]);
            if (undoFailure is not null)
            {
                journal.SetStatus(walk.Run.Id, RunStatus.UndoFailed);
                var left = steps.Take(index + 1).Reverse().Select(step => step.Name).ToList();
                return End(walk, new(walk.Run.Id, RunStatus.UndoFailed) { Failure = failure, UndoFailure = undoFailure, Left = left });
            }
        }

        journal.SetStatus(walk.Run.Id, RunStatus.RolledBack);
        return End(walk, new(walk.Run.Id, RunStatus.RolledBack) { Failure = failure });
    }

    private async Task<Exception?> TryUndoAsync(Walk walk, PlannedStep step, StepRecord record)
    {
        if (record.Status == StepStatus.Undone)
        {
            return null;
        }

        walk.Observer.StepStarted(step, undoing: true);
        var began = time.GetTimestamp();

        // Not the operator's token: Ctrl+C is what asked for this undo, so it must not stop it.
        using var bounded = new CancellationTokenSource(walk.Options.UndoTimeout, time);
        var (effect, failure) = await EffectAsync(walk, step, record, bounded.Token);
        if (effect is not null)
        {
            journal.Write(walk.Run.Id, step.Name, StepEvent.UndoStarted, effect);
            failure = await TakeBackAsync(walk, step, effect, bounded.Token);
        }

        journal.Write(walk.Run.Id, step.Name, failure is null ? StepEvent.Undone : StepEvent.UndoFailed, error: failure?.Message);
        if (failure is null)
        {
            walk.Observer.StepEnded(step, undoing: true, time.GetElapsedTime(began));
        }
        else
        {
            walk.Observer.StepFailed(step, undoing: true, failure);
        }

        return failure;
    }

    /// <summary>What there is to undo: the output of the step, or what a look finds of a try whose outcome is unknown.</summary>
    private async Task<(string? Effect, Exception? Failure)> EffectAsync(Walk walk, PlannedStep step, StepRecord record, CancellationToken cancellationToken)
    {
        if (record.Output is not null)
        {
            return (record.Output, null);
        }

        try
        {
            return ((await CallAsync(step, StepCall.Look, () => step.FindAsync(Context(walk, step), cancellationToken)))?.GetRawText(), null);
        }
        catch (Exception failure)
        {
            // The operator is told (RunOutcome.UndoFailure): what cannot be looked for cannot be known to be gone.
            return (null, failure);
        }
    }

    private async Task<Exception?> TakeBackAsync(Walk walk, PlannedStep step, string effect, CancellationToken cancellationToken)
    {
        try
        {
            step.Restore(ToJson(effect));
            await CallAsync(step, StepCall.Undo, async () =>
            {
                await step.UndoAsync(ToJson(effect), Context(walk, step), cancellationToken);
                return null;
            });
            return null;
        }
        catch (Exception failure)
        {
            // The operator is told (RunOutcome.UndoFailure) what is left and how to go on.
            return failure;
        }
    }

    private Task<JsonElement?> CallAsync(PlannedStep step, StepCall kind, Func<Task<JsonElement?>> call) =>
        Around is null ? call() : Around(step, kind, call);

    private static RunOutcome End(Walk walk, RunOutcome outcome)
    {
        walk.Observer.RunEnded(outcome);
        return outcome;
    }

    private StepContext Context(Walk walk, PlannedStep step) =>
        new(walk.Run.Id, step.Name, time, new ObservedProgress(journal, walk.Run.Id, step, walk.Observer));

    private IReadOnlyDictionary<string, StepRecord> Records(string runId) => StepRecord.From(journal.Entries(runId));

    private RunRecord Reload(RunRecord run, Func<RunStatus, bool> allowed, Func<RunRecord, Problem> refuse)
    {
        // Read again under the lease: another process may have ended it since.
        var current = journal.FindRun(run.Id) ?? throw new BatonException(EngineProblems.RunUnknown(run.Id));
        return allowed(current.Status) ? current : throw new BatonException(refuse(current));
    }

    private void RefuseAfterUnfinished(string leaseOn, string besides)
    {
        var unfinished = journal.Runs().FirstOrDefault(run =>
            run.Id != besides && run.LeaseOn == leaseOn && run.Status is (RunStatus.Running or RunStatus.Failed or RunStatus.UndoFailed));
        if (unfinished is not null)
        {
            throw new BatonException(EngineProblems.UnfinishedRun(unfinished));
        }
    }

    private static void RefuseUnknownSteps(Walk walk, IReadOnlyDictionary<string, StepRecord> records)
    {
        var known = walk.Plan.Steps.Select(step => step.Name).ToHashSet();
        if (records.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw new BatonException(EngineProblems.PlanChanged(walk.Run.Id, unknown));
        }
    }

    private static JsonElement ToJson(StepRecord record) => ToJson(record.Output!);

    private static JsonElement ToJson(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private sealed record Walk(RunRecord Run, Plan Plan, RunOptions Options, IRunObserver Observer);
}
