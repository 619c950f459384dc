namespace Baton.Hosts.Disks;

/// <summary>What a list of files holds, and the digest by which it is known: "sha256:…".</summary>
public sealed record FileManifest(long Files, long Bytes, string Digest);
