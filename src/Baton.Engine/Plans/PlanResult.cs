namespace Baton.Engine.Plans;

/// <summary>
/// One line of what a run has brought: ("imageId", "ami-0abc…"). The name is the key of the JSON answer; the terminal shows it in words ("image id").
/// Figures are measurements and need not be repeated here.
/// </summary>
public sealed record PlanResult(string Name, string Value);
