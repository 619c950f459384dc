using Baton.Engine.Steps;

namespace Baton.Engine.Plans;

/// <summary>
/// An operation: steps in order. Preview and run walk the same one. Undone in reverse, it is the back-out procedure.
/// </summary>
public sealed record Plan
{
    /// <summary>"image", "verify", "resize", "finish".</summary>
    public required string Kind { get; init; }

    /// <summary>The server or image that it is about, as the operator named it.</summary>
    public required string Subject { get; init; }

    /// <summary>What is held against a second run while this one goes on; the instance id of the server.</summary>
    public required string LeaseOn { get; init; }

    public required IReadOnlyList<PlannedStep> Steps { get; init; }

    /// <summary>What the operator gets from a run that succeeded, in the order to show it. Asked after the last step, when every output exists.</summary>
    public Func<IReadOnlyList<PlanResult>>? Results { get; init; }
}
