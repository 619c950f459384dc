namespace Baton.Cloud.Types;

/// <summary>An instance type as AWS documents it.</summary>
public sealed record InstanceTypeSpec(string Name, int Vcpus, int MemoryMiB, string Architecture)
{
    public int ThreadsPerCore { get; init; } = 2;

    public double ClockGhz { get; init; } = 2.5;

    /// <summary>Runs on Nitro: ENA and NVMe, UEFI possible.</summary>
    public bool Nitro { get; init; } = true;

    /// <summary>False for those that AWS calls previous generation.</summary>
    public bool Current { get; init; } = true;

    /// <summary>Network interfaces that it can have at most.</summary>
    public int MostInterfaces { get; init; } = 2;

    /// <summary>IPv4 addresses per interface at most.</summary>
    public int MostAddresses { get; init; } = 2;

    /// <summary>"Up to 5 Gigabit"</summary>
    public string Network { get; init; } = "Up to 5 Gigabit";

    public bool Burstable => Name[0] == 't';

    public int Cores => Math.Max(1, Vcpus / ThreadsPerCore);

    public IReadOnlyList<string> BootModes => Architecture == "arm64" ? ["uefi"] : Nitro ? ["legacy-bios", "uefi"] : ["legacy-bios"];
}
