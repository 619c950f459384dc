namespace Baton.Rehearsals.Reports;

/// <summary>How many requests ended in one slice of time.</summary>
public sealed record Bucket(int Writes, int Reads, int Failed);
