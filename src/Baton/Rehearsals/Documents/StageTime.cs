namespace Baton.Rehearsals.Documents;

/// <summary>A stage of a migration, and how long its command took.</summary>
public sealed record StageTime(string Name, double Seconds);
