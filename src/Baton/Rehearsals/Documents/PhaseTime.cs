namespace Baton.Rehearsals.Documents;

/// <summary>A part of the story, on the clock of the witness (negative before it began).</summary>
public sealed record PhaseTime(string Name, double StartMs, double DurationMs);
