namespace Baton.Rehearsals.Witnessing;

/// <summary>How often a numbered write is in the application's tables, and how often it had its effect.</summary>
public sealed record KeptEntry(long Number, int Copies, int Bookings);
