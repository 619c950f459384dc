namespace Baton.Rehearsals.Witnessing;

/// <summary>From this moment on, on the clock of the witness, somebody gave this answer for the name.</summary>
/// <param name="Who">"name server" or "resolver".</param>
/// <param name="TimeToLive">In seconds, as the record has it; null of a resolver, whose answers grow old.</param>
public sealed record NameSighting(TimeSpan At, string Who, string Address, long? TimeToLive);
