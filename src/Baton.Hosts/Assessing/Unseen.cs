namespace Baton.Hosts.Assessing;

/// <summary>What the walk-through could not see.</summary>
public sealed record Unseen(string Area, string Why);
