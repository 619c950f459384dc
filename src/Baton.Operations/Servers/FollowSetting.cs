namespace Baton.Operations.Servers;

/// <summary>Whom a standby follows: always through the link, on its own loopback address.</summary>
public sealed record FollowSetting(int Port, string Slot, string Role);
