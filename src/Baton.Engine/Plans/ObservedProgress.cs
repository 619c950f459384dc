using Baton.Engine.Journal;
using Baton.Engine.Steps;

namespace Baton.Engine.Plans;

/// <summary>Passes what a step says on to the observer, and what it measures to the journal as well.</summary>
internal sealed class ObservedProgress(RunJournal journal, string runId, PlannedStep step, IRunObserver observer) : IStepProgress
{
    public void Say(string text) => observer.StepProgressed(step, text);

    public void Measure(string name, double value)
    {
        var measurement = new Measurement(step.Name, name, value);
        journal.Measure(runId, measurement);
        observer.Measured(measurement);
    }
}
