namespace Baton.Hosts.Disks;

/// <summary>What is frozen now, and what could not be and why.</summary>
public sealed record FrozenDisks
{
    public required IReadOnlyList<string> Mounts { get; init; }

    /// <summary>Folders whose file system is never frozen (root, or what holds logs and shells): flushed, and looked at again after the snapshot.</summary>
    public required IReadOnlyList<string> FlushedOnly { get; init; }
}
