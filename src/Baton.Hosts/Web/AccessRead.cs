namespace Baton.Hosts.Web;

/// <summary>What access logs say since they were read last.</summary>
/// <param name="Places">For the next time.</param>
/// <param name="SkippedBytes">What was too much for one answer.</param>
public sealed record AccessRead(IReadOnlyList<LogPlace> Places, IReadOnlyList<AccessHit> Hits, long SkippedBytes);
