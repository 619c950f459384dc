namespace Baton.Operations.Migrating.Databases;

/// <summary>The way that was chosen, and in words why.</summary>
internal sealed record WayChoice(DatabaseWay Way, string Why);
