namespace Baton.Hosts.Assessing;

/// <summary>A key that opens an account, by its fingerprint.</summary>
public sealed record UserKey(string Fingerprint, string Type, int Bits);
