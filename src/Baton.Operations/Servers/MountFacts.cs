namespace Baton.Operations.Servers;

/// <summary>A mounted file system, and the EBS volume under it when that can be told from its serial number.</summary>
public sealed record MountFacts(string MountPoint, string Device, string? VolumeId)
{
    public string FileSystem { get; init; } = "";

    public long FreeBytes { get; init; }
}
