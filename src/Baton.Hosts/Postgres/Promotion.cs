namespace Baton.Hosts.Postgres;

/// <summary>A standby that has become a primary.</summary>
/// <param name="Replayed">How far it had applied its primary's log; past the position that was asked for.</param>
public sealed record Promotion(string Replayed, int Timeline);
