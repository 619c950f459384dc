using Baton.Hosts.Ssh;

namespace Baton.Hosts.Discovery;

/// <summary>What a server says of itself.</summary>
public sealed record ServerFacts
{
    public required string HostName { get; init; }

    /// <summary>From the board's asset tag, where Nitro shows it; null elsewhere.</summary>
    public string? InstanceId { get; init; }

    public string? ProductUuid { get; init; }

    /// <summary>As uname says: x86_64, aarch64.</summary>
    public required string Architecture { get; init; }

    /// <summary>"debian 12".</summary>
    public required string OperatingSystem { get; init; }

    public required string Kernel { get; init; }

    public required string Glibc { get; init; }

    public required long MemoryKiB { get; init; }

    public required int Cpus { get; init; }

    public required DateTimeOffset Clock { get; init; }

    public required bool ClockSynchronized { get; init; }

    public required string PrivateAddress { get; init; }

    public required bool HasSystemd { get; init; }

    /// <summary>Of the tools that Baton needs there (nft, rsync, ssh, ss, fsfreeze, setpriv, systemd-socket-proxyd), those that are missing.</summary>
    public required IReadOnlyList<string> MissingTools { get; init; }

    public required IReadOnlyList<MountFacts> Mounts { get; init; }

    /// <summary>Public keys of its sshd.</summary>
    public required IReadOnlyList<HostKey> HostKeys { get; init; }

    /// <summary>The mount that holds a path: the deepest one.</summary>
    public MountFacts? MountOf(string path) =>
        Mounts.Where(mount => mount.Target == "/" || path == mount.Target || path.StartsWith(mount.Target + "/", StringComparison.Ordinal))
            .MaxBy(mount => mount.Target.Length);
}
