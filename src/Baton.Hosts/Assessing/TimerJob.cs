namespace Baton.Hosts.Assessing;

/// <summary>A systemd timer, what it starts, and when it last did.</summary>
public sealed record TimerJob(string Unit, string Runs, DateTimeOffset? Last, bool IsOfPackage);
