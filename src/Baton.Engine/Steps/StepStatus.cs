namespace Baton.Engine.Steps;

/// <summary>How far a step is, by the journal.</summary>
public enum StepStatus
{
    NeverStarted,
    Started,
    Succeeded,
    Failed,
    UndoStarted,
    Undone,
    UndoFailed,
}
