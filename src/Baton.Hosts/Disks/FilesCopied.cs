namespace Baton.Hosts.Disks;

/// <summary>What one pass moved.</summary>
public sealed record FilesCopied(long Files, long Bytes, TimeSpan Took);
