namespace Baton.Cloud.Machines;

/// <summary>Everything that a power-on needs to know.</summary>
public sealed record MachineSpec
{
    /// <summary><c>i-0123…</c>; also the asset tag of the board, where Nitro shows it (/sys/class/dmi/id/board_asset_tag).</summary>
    public required string InstanceId { get; init; }

    public required int MemoryMiB { get; init; }

    public required int Cpus { get; init; }

    /// <summary>Root first.</summary>
    public required IReadOnlyList<MachineDisk> Disks { get; init; }

    public required IReadOnlyList<MachineNic> Nics { get; init; }
}
