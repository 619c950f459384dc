namespace Baton.Cloud.Types;

/// <summary>An instance type as AWS documents it.</summary>
public sealed record InstanceTypeSpec(string Name, int Vcpus, int MemoryMiB, string Architecture)
{
    public bool Burstable => Name[0] == 't';

    /// <summary>Runs on Nitro: ENA and NVMe, UEFI possible.</summary>
    public bool Nitro => !Name.StartsWith("t2.", StringComparison.Ordinal);

    /// <summary>Network interfaces that it can have at most.</summary>
    public int MostInterfaces => Math.Clamp(1 + (int)Math.Log2(Math.Max(2, Vcpus)), 2, 15);

    public IReadOnlyList<string> BootModes => Architecture == "arm64" ? ["uefi"] : Nitro ? ["legacy-bios", "uefi"] : ["legacy-bios"];
}
