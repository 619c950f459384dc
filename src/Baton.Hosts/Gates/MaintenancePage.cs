namespace Baton.Hosts.Gates;

/// <summary>What users see for the time of a switch that does not let them wait: status 503, this text, and when to ask again.</summary>
/// <param name="Html">A whole page: it stands alone, for nothing that it might refer to is answered.</param>
public sealed record MaintenancePage(string Html, TimeSpan RetryAfter);
