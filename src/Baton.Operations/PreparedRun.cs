using Baton.Engine.Plans;

namespace Baton.Operations;

/// <summary>A plan that has passed all checks, and the arguments from which it is built again by a resume or a roll-back.</summary>
/// <param name="Arguments">JSON, for the journal. Holds no secret.</param>
public sealed record PreparedRun(Plan Plan, string Arguments)
{
    /// <summary>What the operator should know before agreeing: "the private address changes from … to a new one".</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
