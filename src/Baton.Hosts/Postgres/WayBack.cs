namespace Baton.Hosts.Postgres;

/// <summary>How what was written since can be carried back.</summary>
/// <param name="ByDump">True when rows alone would not be enough.</param>
/// <param name="Why">Why not; null where they are.</param>
public sealed record WayBack(bool ByDump, string? Why);
