namespace Baton.Cloud.Types;

/// <summary>An instance type as AWS documents it.</summary>
public sealed record InstanceTypeSpec(string Name, int Vcpus, int MemoryMiB, string Architecture)
{
    public bool Burstable => Name[0] == 't';

    /// <summary>Runs on Nitro: ENA and NVMe, UEFI possible.</summary>
    public bool Nitro => !Name.StartsWith("t2.", StringComparison.Ordinal);

    public IReadOnlyList<string> BootModes => Architecture == "arm64" ? ["uefi"] : Nitro ? ["legacy-bios", "uefi"] : ["legacy-bios"];
}
