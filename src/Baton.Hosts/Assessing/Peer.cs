namespace Baton.Hosts.Assessing;

/// <summary>A connection that this server had open to another at the time of the walk-through.</summary>
public sealed record Peer(string Address, int Port, string Program, string Unit);
