namespace Baton.Rehearsals.Documents;

/// <summary>A run of the story: how long writes were held, as the run itself measured it.</summary>
public sealed record RunResult(string Run, string Outcome, double DurationMs, double? HoldMs);
