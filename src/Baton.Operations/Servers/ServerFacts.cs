namespace Baton.Operations.Servers;

/// <summary>What was found on a server.</summary>
public sealed record ServerFacts
{
    /// <summary>What the machine says it is, from its firmware; null where it does not say.</summary>
    public string? InstanceId { get; init; }

    /// <summary>As uname says it: "x86_64".</summary>
    public required string Architecture { get; init; }

    public string OperatingSystem { get; init; } = "";

    public long MemoryMiB { get; init; }

    /// <summary>Its ed25519 host key: "ssh-ed25519 AAAA…".</summary>
    public string HostKey { get; init; } = "";

    /// <summary>Programs that operations need and that are not there: "rsync", "nft".</summary>
    public IReadOnlyList<string> MissingPrograms { get; init; } = [];

    public IReadOnlyList<MountFacts> Mounts { get; init; } = [];

    public IReadOnlyList<ServiceFacts> Services { get; init; } = [];

    public IReadOnlyList<FolderFacts> Folders { get; init; } = [];

    /// <summary>Null when none was asked for or none is there.</summary>
    public PostgresFacts? Postgres { get; init; }
}
