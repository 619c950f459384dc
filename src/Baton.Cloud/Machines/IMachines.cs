namespace Baton.Cloud.Machines;

/// <summary>The machines behind instances: QEMU processes, or none at all (<c>--machines simulated</c>).</summary>
public interface IMachines : IAsyncDisposable
{
    /// <summary>Powers the machine on. Returns when the process runs; the guest boots on. Fails with <see cref="MachineException"/>.</summary>
    Task StartAsync(MachineSpec spec, CancellationToken cancellationToken);

    /// <summary>Presses the power button, waits for the guest to stop, and after <paramref name="deadline"/> pulls the plug. No-op when it is off.</summary>
    Task StopAsync(string instanceId, TimeSpan deadline, CancellationToken cancellationToken);

    /// <summary>Stops and starts the guest as <c>RebootInstances</c> does. A reboot asked for inside the guest is handled without being asked.</summary>
    Task RebootAsync(string instanceId, CancellationToken cancellationToken);

    bool IsRunning(string instanceId);

    /// <summary>What the serial console has printed, at most the last 64 KiB; kept until the instance is forgotten.</summary>
    byte[] ReadConsole(string instanceId);

    /// <summary>Hot-plugs a volume. It shows in the guest with the serial of its id (<c>vol0123…</c>).</summary>
    Task AttachAsync(string instanceId, MachineDisk disk, CancellationToken cancellationToken);

    Task DetachAsync(string instanceId, string volumeId, CancellationToken cancellationToken);

    /// <summary>After a restart of the cloud: finds the machines that went on running. Called once, with the specs of all that should.</summary>
    Task<IReadOnlySet<string>> AdoptAsync(IReadOnlyList<MachineSpec> specs, CancellationToken cancellationToken);

    /// <summary>Removes what is left of a terminated instance (console, sockets).</summary>
    Task ForgetAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>Raised when a guest powers itself off or its process dies; not for a stop that was asked for.</summary>
    event Action<string, MachineExit>? Exited;
}
