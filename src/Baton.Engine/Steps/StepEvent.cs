namespace Baton.Engine.Steps;

/// <summary>What the journal records of a step, before and after each change.</summary>
public enum StepEvent
{
    Started,
    Succeeded,
    Failed,
    UndoStarted,
    Undone,
    UndoFailed,
}
