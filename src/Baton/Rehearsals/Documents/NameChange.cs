namespace Baton.Rehearsals.Documents;

/// <summary>From this moment on, on the clock of the witness, somebody gave this answer for the name.</summary>
/// <param name="TimeToLive">In seconds; null of the resolver, whose answers grow old.</param>
public sealed record NameChange(double AtMs, string Who, string Address, long? TimeToLive);
