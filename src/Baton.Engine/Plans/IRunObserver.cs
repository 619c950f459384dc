using Baton.Engine.Journal;
using Baton.Engine.Steps;

namespace Baton.Engine.Plans;

/// <summary>Watches a run: the terminal, the JSON stream, the tests. Called in order, from one thread at a time.</summary>
public interface IRunObserver
{
    void RunStarted(RunRecord run, Plan plan);

    /// <summary>A step begins, or its undo does.</summary>
    void StepStarted(PlannedStep step, bool undoing);

    /// <summary>A short line about how far the step is, replacing the last one.</summary>
    void StepProgressed(PlannedStep step, string text);

    void Measured(Measurement measurement);

    void StepEnded(PlannedStep step, bool undoing, TimeSpan took);

    /// <summary>The step, or its undo, failed.</summary>
    void StepFailed(PlannedStep step, bool undoing, Exception failure);

    void RunEnded(RunOutcome outcome);
}
