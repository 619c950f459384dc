namespace Baton.Cloud.Network.PublicAddresses;

/// <summary>A connection may go to this interface, until the token ends.</summary>
internal readonly record struct Admission(string InterfaceId, CancellationToken Moved);
