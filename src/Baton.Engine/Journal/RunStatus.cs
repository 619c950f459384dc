namespace Baton.Engine.Journal;

/// <summary>Where a run stands.</summary>
public enum RunStatus
{
    /// <summary>Going on, or cut off by a crash: resume or roll back.</summary>
    Running,

    Succeeded,

    /// <summary>A step failed and the operator asked to keep what there is: resume or roll back.</summary>
    Failed,

    /// <summary>As before.</summary>
    RolledBack,

    /// <summary>An undo failed: something is left, and the journal says what.</summary>
    UndoFailed,

    /// <summary>Finished by a later run (<c>baton finish</c>): can no longer be rolled back.</summary>
    Closed,
}
