namespace Baton.Rehearsals.Reports;

/// <summary>A step of a run on the clock of the witness.</summary>
public sealed record TimedStep(string Run, string Name, TimeSpan Start, TimeSpan Length);
