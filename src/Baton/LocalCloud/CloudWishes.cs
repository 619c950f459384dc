namespace Baton.LocalCloud;

/// <summary>How the local cloud is asked to be; null where nobody said.</summary>
internal sealed record CloudWishes(int? Port, string? Machines, bool Throttled, int? TlsPort);
