namespace Baton.Cloud.State;

/// <summary>A change of a zone that was accepted, and when all name servers know it.</summary>
public sealed record DnsChangeRecord(string ChangeId, DateTimeOffset SubmittedAt, DateTimeOffset InSyncAt, string? Comment);
