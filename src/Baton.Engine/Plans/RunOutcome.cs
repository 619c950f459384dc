using Baton.Engine.Journal;

namespace Baton.Engine.Plans;

/// <summary>How a run ended.</summary>
public sealed record RunOutcome(string RunId, RunStatus Status)
{
    /// <summary>Why the run did not succeed, when it did not.</summary>
    public Exception? Failure { get; init; }

    /// <summary>Why an undo failed, when one did.</summary>
    public Exception? UndoFailure { get; init; }

    /// <summary>Steps that are still done after a failed undo, in the order in which they must be undone by hand.</summary>
    public IReadOnlyList<string> Left { get; init; } = [];
}
