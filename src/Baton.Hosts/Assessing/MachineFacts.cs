namespace Baton.Hosts.Assessing;

/// <summary>The machine: what it is, what it has, how much of it is used.</summary>
public sealed record MachineFacts
{
    /// <summary>False where we may not become root there: then much is hidden from us.</summary>
    public required bool SeenAsRoot { get; init; }

    public required string HostName { get; init; }

    /// <summary>"Debian GNU/Linux 12 (bookworm)".</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>"debian", "ubuntu", "rhel".</summary>
    public required string Distribution { get; init; }

    /// <summary>"12".</summary>
    public required string Release { get; init; }

    /// <summary>As uname says: x86_64, aarch64.</summary>
    public required string Architecture { get; init; }

    public required string Kernel { get; init; }

    public required string Glibc { get; init; }

    public required int Cpus { get; init; }

    public required string CpuModel { get; init; }

    public required string Virtualization { get; init; }

    public required long MemoryKiB { get; init; }

    public required long AvailableKiB { get; init; }

    public required long SwapKiB { get; init; }

    public required TimeSpan Uptime { get; init; }

    /// <summary>Of the last 1, 5 and 15 minutes.</summary>
    public required IReadOnlyList<double> Load { get; init; }

    /// <summary>Of all processors, since the last boot.</summary>
    public required int BusyPercent { get; init; }

    /// <summary>What sysstat has kept; null where it keeps nothing.</summary>
    public LoadHistory? History { get; init; }

    public required string TimeZone { get; init; }

    /// <summary>Null where the server does not say.</summary>
    public bool? ClockSynchronized { get; init; }

    public required bool HasSystemd { get; init; }

    public bool RebootRequired { get; init; }

    public IReadOnlyList<string> Addresses { get; init; } = [];

    public IReadOnlyList<MountUse> Mounts { get; init; } = [];
}
