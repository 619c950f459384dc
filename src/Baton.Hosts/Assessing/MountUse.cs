namespace Baton.Hosts.Assessing;

/// <summary>A mounted file system and how full it is.</summary>
public sealed record MountUse
{
    public required string Target { get; init; }

    public required string Source { get; init; }

    public required string FileSystem { get; init; }

    public required long SizeBytes { get; init; }

    public required long UsedBytes { get; init; }

    public required long AvailableBytes { get; init; }

    public int InodesUsedPercent { get; init; }

    /// <summary>Lies on another machine (NFS, CIFS).</summary>
    public bool IsNetwork { get; init; }

    public int UsedPercent => UsedBytes + AvailableBytes == 0 ? 0 : (int)(100 * UsedBytes / (UsedBytes + AvailableBytes));
}
