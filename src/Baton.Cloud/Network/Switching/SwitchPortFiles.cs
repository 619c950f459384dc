namespace Baton.Cloud.Network.Switching;

/// <summary>The sockets of one interface in the run directory.</summary>
internal readonly record struct SwitchPortFiles(string RunDirectory, string InterfaceId)
{
    /// <summary>QEMU binds it.</summary>
    public string MachineSocket => Path.Combine(RunDirectory, InterfaceId + ".q");

    /// <summary>QEMU sends to it.</summary>
    public string SwitchSocket => Path.Combine(RunDirectory, InterfaceId + ".sw");

    public string MetadataSocket => Path.Combine(RunDirectory, InterfaceId + ".md");

    /// <summary>Followed by a dot and the port of the guest.</summary>
    public string ForwardPrefix => Path.Combine(RunDirectory, InterfaceId);
}
