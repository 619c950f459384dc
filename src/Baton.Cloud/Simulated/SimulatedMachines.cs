using System.Text;
using Baton.Cloud.Machines;

namespace Baton.Cloud.Simulated;

/// <summary>Machines that boot at once and do nothing.</summary>
public sealed class SimulatedMachines : IMachines
{
    private const int ConsoleBytes = 64 * 1024;

    private readonly Dictionary<string, Machine> _machines = [];
    private readonly Lock _lock = new();

    public event Action<string, MachineExit>? Exited;

    public Task StartAsync(MachineSpec spec, CancellationToken cancellationToken) => Do(() =>
    {
        var machine = Of(spec.InstanceId);
        if (!machine.Running)
        {
            PowerOn(machine, spec);
        }
    }, cancellationToken);

    public Task StopAsync(string instanceId, TimeSpan deadline, CancellationToken cancellationToken) => Do(() => Of(instanceId).Running = false, cancellationToken);

    public Task RebootAsync(string instanceId, CancellationToken cancellationToken) => Do(() =>
    {
        if (Of(instanceId) is { Running: true, Spec: { } spec } machine)
        {
            PowerOn(machine, spec);
        }
    }, cancellationToken);

    public bool IsRunning(string instanceId)
    {
        lock (_lock)
        {
            return _machines.TryGetValue(instanceId, out var machine) && machine.Running;
        }
    }

    /// <summary>The instances whose machines run.</summary>
    public IReadOnlyList<string> Running
    {
        get
        {
            lock (_lock)
            {
                return [.. _machines.Where(pair => pair.Value.Running).Select(pair => pair.Key)];
            }
        }
    }

    public byte[] ReadConsole(string instanceId)
    {
        lock (_lock)
        {
            return _machines.TryGetValue(instanceId, out var machine) ? Encoding.UTF8.GetBytes(machine.Console) : [];
        }
    }

    public Task AttachAsync(string instanceId, MachineDisk disk, CancellationToken cancellationToken) => Do(() =>
    {
        var machine = Of(instanceId);
        machine.Spec = machine.Spec is null ? null : machine.Spec with { Disks = [.. machine.Spec.Disks.Where(other => other.VolumeId != disk.VolumeId), disk] };
    }, cancellationToken);

    public Task DetachAsync(string instanceId, string volumeId, CancellationToken cancellationToken) => Do(() =>
    {
        var machine = Of(instanceId);
        machine.Spec = machine.Spec is null ? null : machine.Spec with { Disks = [.. machine.Spec.Disks.Where(disk => disk.VolumeId != volumeId)] };
    }, cancellationToken);

    public Task<IReadOnlySet<string>> AdoptAsync(IReadOnlyList<MachineSpec> specs, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // Real machines outlive the cloud, so these do as well.
            foreach (var spec in specs)
            {
                PowerOn(Of(spec.InstanceId), spec);
            }

            return Task.FromResult<IReadOnlySet<string>>(specs.Select(spec => spec.InstanceId).ToHashSet());
        }
    }

    public Task ForgetAsync(string instanceId, CancellationToken cancellationToken) => Do(() => _machines.Remove(instanceId), cancellationToken);

    /// <summary>What a guest does that shuts itself down, or a machine whose process dies.</summary>
    public void Exit(string instanceId, MachineExit exit)
    {
        lock (_lock)
        {
            Of(instanceId).Running = false;
        }

        Exited?.Invoke(instanceId, exit);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static void PowerOn(Machine machine, MachineSpec spec)
    {
        var console = machine.Console + SimulatedConsole.Boot(spec, ++machine.Boots);
        (machine.Spec, machine.Running, machine.Console) = (spec, true, console[Math.Max(0, console.Length - ConsoleBytes)..]);
    }

    private Machine Of(string instanceId)
    {
        if (!_machines.TryGetValue(instanceId, out var machine))
        {
            _machines[instanceId] = machine = new();
        }

        return machine;
    }

    private Task Do(Action change, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            change();
        }

        return Task.CompletedTask;
    }

    private sealed class Machine
    {
        public MachineSpec? Spec { get; set; }

        public bool Running { get; set; }

        public string Console { get; set; } = "";

        public int Boots { get; set; }
    }
}
