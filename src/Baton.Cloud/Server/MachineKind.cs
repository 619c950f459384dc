namespace Baton.Cloud.Server;

public enum MachineKind
{
    /// <summary>Every instance is a QEMU process.</summary>
    Qemu,

    /// <summary>Instances are bookkeeping only: for tests of the API and of fleets.</summary>
    Simulated,
}
