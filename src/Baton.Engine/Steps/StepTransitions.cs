namespace Baton.Engine.Steps;

/// <summary>The state machine of a step, whole.</summary>
public static class StepTransitions
{
    extension(StepStatus status)
    {
        public StepStatus After(StepEvent happened) => (status, happened) switch
        {
            // Started again: a crash hid the outcome of the first try, or the operator resumes after a failure; the step is run once more.
            (StepStatus.NeverStarted or StepStatus.Started or StepStatus.Failed, StepEvent.Started) => StepStatus.Started,
            (StepStatus.Started, StepEvent.Succeeded) => StepStatus.Succeeded,
            (StepStatus.Started, StepEvent.Failed) => StepStatus.Failed,

            // A failed step, or one whose outcome is unknown, is undone only when a look found its effect.
            (StepStatus.Started or StepStatus.Failed or StepStatus.Succeeded, StepEvent.UndoStarted) => StepStatus.UndoStarted,

            // Nothing was found: there is nothing to undo. Or the look itself failed.
            (StepStatus.Started or StepStatus.Failed, StepEvent.Undone) => StepStatus.Undone,
            (StepStatus.Started or StepStatus.Failed, StepEvent.UndoFailed) => StepStatus.UndoFailed,

            // An undo is tried again until it is done.
            (StepStatus.UndoStarted or StepStatus.UndoFailed, StepEvent.UndoStarted) => StepStatus.UndoStarted,
            (StepStatus.UndoStarted or StepStatus.UndoFailed, StepEvent.Undone) => StepStatus.Undone,
            (StepStatus.UndoStarted or StepStatus.UndoFailed, StepEvent.UndoFailed) => StepStatus.UndoFailed,
            _ => throw new InvalidOperationException($"The journal says {happened} after {status}."),
        };
    }
}
