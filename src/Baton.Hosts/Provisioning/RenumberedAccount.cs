namespace Baton.Hosts.Provisioning;

/// <summary>A user or group whose number was taken by another on the new machine.</summary>
public sealed record RenumberedAccount(string Name, int Wanted, int Here);
