namespace Baton.Hosts.Discovery;

/// <summary>A mounted disk file system. <see cref="VolumeId"/> is what the disk's serial says (vol0123… on Nitro and in the local cloud), as vol-0123….</summary>
public sealed record MountFacts(string Target, string Source, string FileSystem)
{
    public required long SizeBytes { get; init; }

    public required long AvailableBytes { get; init; }

    public string? VolumeId { get; init; }
}
