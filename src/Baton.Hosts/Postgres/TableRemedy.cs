namespace Baton.Hosts.Postgres;

/// <summary>A table that is in the way, and the statement that gets it out.</summary>
public sealed record TableRemedy(string Database, string Table, string Statement);
