using Baton.Engine.Journal;
using Baton.Engine.Plans;
using Baton.Engine.Steps;

namespace Baton.Tests;

internal sealed class SilentObserver : IRunObserver
{
    public void RunStarted(RunRecord run, Plan plan)
    {
    }

    public void StepStarted(PlannedStep step, bool undoing)
    {
    }

    public void StepProgressed(PlannedStep step, string text)
    {
    }

    public void Measured(Measurement measurement)
    {
    }

    public void StepEnded(PlannedStep step, bool undoing, TimeSpan took)
    {
    }

    public void StepFailed(PlannedStep step, bool undoing, Exception failure)
    {
    }

    public void RunEnded(RunOutcome outcome)
    {
    }
}
