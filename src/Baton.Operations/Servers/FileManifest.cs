namespace Baton.Operations.Servers;

/// <summary>The list itself stays on the server's disk; its digest goes to the image's tags, so that a copy cannot vouch for itself.</summary>
public sealed record FileManifest(long Files, long Bytes, string Digest);
