using System.Collections.Concurrent;
using System.Net.Sockets;
using Baton.Cloud.Machines.Qmp;
using Baton.Cloud.Storage;
using Microsoft.Extensions.Logging;

namespace Baton.Cloud.Machines;

/// <summary>Every running instance is a QEMU process of its own, which outlives this one: whoever comes next finds it by its pid file and QMP socket.</summary>
public sealed partial class QemuMachines : IMachines
{
    private const int ConsoleTail = 64 * 1024;
    private const int ConsoleLimit = 1024 * 1024;

    // A guest that is still booting does not hear the button; it is pressed again.
    private static readonly TimeSpan ButtonPeriod = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    private readonly QemuOptions _options;
    private readonly QemuCommand _command;
    private readonly IVolumeFiles _volumes;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<string, MachineSlot> _slots = new();

    private QemuMachines(QemuCommand command, IVolumeFiles volumes, TimeProvider time, ILogger logger)
    {
        _options = command.Options;
        _command = command;
        _volumes = volumes;
        _time = time;
        _logger = logger;
    }

    public event Action<string, MachineExit>? Exited;

    /// <summary>True: hardware virtualization; false: emulation, ten times slower.</summary>
    public bool UsesKvm => _command.Kvm;

    /// <summary>Asks first, for some seconds and once per boot of this computer, whether it virtualizes in hardware.</summary>
    public static async Task<QemuMachines> CreateAsync(
        QemuOptions options, IVolumeFiles volumes, TimeProvider time, ILogger<QemuMachines> logger, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.RunDirectory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(options.ConsoleDirectory);
        var kvm = await KvmProbe.RunAsync(options, cancellationToken);
        return new QemuMachines(new QemuCommand(options, kvm), volumes, time, logger);
    }

    public async Task StartAsync(MachineSpec spec, CancellationToken cancellationToken)
    {
        var slot = _slots.GetOrAdd(spec.InstanceId, _ => new MachineSlot());
        using var held = await LockAsync(slot, cancellationToken);
        slot.IsWanted = true;
        if (slot.Machine is not { Ended.IsCompleted: false })
        {
            await slot.Emptied;
            await LaunchAsync(slot, spec, cancellationToken);
        }
    }

    public async Task StopAsync(string instanceId, TimeSpan deadline, CancellationToken cancellationToken)
    {
        if (!_slots.TryGetValue(instanceId, out var slot))
        {
            return;
        }

        using var held = await LockAsync(slot, cancellationToken);
        slot.IsWanted = false;
        await PowerOffAsync(slot, deadline, cancellationToken);
    }

    public async Task RebootAsync(string instanceId, CancellationToken cancellationToken)
    {
        if (!_slots.TryGetValue(instanceId, out var slot))
        {
            return;
        }

        using var held = await LockAsync(slot, cancellationToken);
        if (slot.Machine is not { } machine)
        {
            return;
        }

        slot.IsRebooting = true;
        try
        {
            await PowerOffAsync(slot, _options.RebootDeadline, cancellationToken);
            await LaunchAsync(slot, machine.Spec, cancellationToken);
        }
        finally
        {
            slot.IsRebooting = false;
        }
    }

    public bool IsRunning(string instanceId) => _slots.TryGetValue(instanceId, out var slot) && slot.Machine is not null;

    public byte[] ReadConsole(string instanceId)
    {
        try
        {
            using var file = new FileStream(
                QemuCommand.ConsoleFile(_options, instanceId), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file.Seek(-Math.Min(file.Length, ConsoleTail), SeekOrigin.End);
            using var tail = new MemoryStream();
            file.CopyTo(tail);
            return tail.ToArray();
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }

    public async Task AttachAsync(string instanceId, MachineDisk disk, CancellationToken cancellationToken)
    {
        var slot = SlotOfRunning(instanceId);
        using var held = await LockAsync(slot, cancellationToken);
        var machine = slot.Machine ?? throw NotRunning(instanceId);
        if (machine.Spec.Disks.Any(one => one.VolumeId == disk.VolumeId))
        {
            return;
        }

        await _volumes.OpenAsync([disk.VolumeId], async files =>
        {
            await machine.AttachAsync(disk, files[0], cancellationToken);
            return machine;
        }, cancellationToken);
    }

    public async Task DetachAsync(string instanceId, string volumeId, CancellationToken cancellationToken)
    {
        var slot = SlotOfRunning(instanceId);
        using var held = await LockAsync(slot, cancellationToken);
        var machine = slot.Machine ?? throw NotRunning(instanceId);
        if (machine.Spec.Disks.Any(one => one.VolumeId == volumeId))
        {
            await _volumes.CloseAsync([volumeId], () => machine.DetachAsync(volumeId, cancellationToken), cancellationToken);
        }
    }

    public async Task<IReadOnlySet<string>> AdoptAsync(IReadOnlyList<MachineSpec> specs, CancellationToken cancellationToken)
    {
        await EndStrangersAsync(specs.Select(spec => spec.InstanceId).ToHashSet(StringComparer.Ordinal), cancellationToken);
        var found = new List<QemuMachine>();
        foreach (var spec in specs)
        {
            if (HostProcess.FromPidFile(QemuCommand.PidFile(_options, spec.InstanceId)) is { } process
                && await TryConnectAsync(spec, process, cancellationToken) is { } machine)
            {
                found.Add(machine);
            }
        }

        await _volumes.RecoverAsync([.. found], cancellationToken);
        foreach (var machine in found)
        {
            var slot = _slots.GetOrAdd(machine.Spec.InstanceId, _ => new MachineSlot());
            slot.IsWanted = true;
            Occupy(slot, machine);
            await CatchUpAsync(machine, specs.First(spec => spec.InstanceId == machine.Spec.InstanceId).Disks, cancellationToken);
        }

        return found.Select(machine => machine.Spec.InstanceId).ToHashSet(StringComparer.Ordinal);
    }

    public async Task ForgetAsync(string instanceId, CancellationToken cancellationToken)
    {
        await StopAsync(instanceId, TimeSpan.Zero, cancellationToken);
        File.Delete(QemuCommand.ConsoleFile(_options, instanceId));
        _slots.TryRemove(instanceId, out _);
    }

    /// <summary>The machines run on.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var slot in _slots.Values)
        {
            if (slot.Machine is { } machine)
            {
                await machine.DisposeAsync();
            }
        }
    }

    private async Task LaunchAsync(MachineSlot slot, MachineSpec spec, CancellationToken cancellationToken)
    {
        QemuMachine? launched = null;
        await _volumes.OpenAsync([.. spec.Disks.Select(disk => disk.VolumeId)], async files =>
        {
            launched = await LaunchProcessAsync(spec, files, cancellationToken);
            return launched;
        }, cancellationToken);
        Occupy(slot, launched!);
    }

    private async Task<QemuMachine> LaunchProcessAsync(MachineSpec spec, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        foreach (var nic in spec.Nics)
        {
            // QEMU removes nothing that it binds, and does not bind what is there.
            File.Delete(QemuCommand.NicSocket(_options, nic.InterfaceId));
        }

        File.Delete(QemuCommand.QmpSocket(_options, spec.InstanceId));
        ShortenConsole(spec.InstanceId);
        var by = await BootSector.ReadAsync(files[0], Path.Combine(_options.RunDirectory, $"{spec.InstanceId}.sector"), cancellationToken);
        var started = await _command.Start(spec, files, by).RunAsync(cancellationToken);
        if (!started.Succeeded)
        {
            throw new MachineException($"QEMU did not start {spec.InstanceId}: {started.Errors.Trim()}");
        }

        return HostProcess.FromPidFile(QemuCommand.PidFile(_options, spec.InstanceId)) is { } process
            && await TryConnectAsync(spec, process, cancellationToken) is { } machine
            ? machine
            : throw new MachineException($"QEMU ended right after the start of {spec.InstanceId}.");
    }

    private async Task<QemuMachine?> TryConnectAsync(MachineSpec spec, HostProcess process, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(ConnectLimit);
        try
        {
            var qmp = await QmpClient.ConnectAsync(QemuCommand.QmpSocket(_options, spec.InstanceId), limited.Token);
            var machine = new QemuMachine(spec, qmp, process, _time, _logger);
            await machine.ReadDisksAsync(limited.Token);
            return machine;
        }
        catch (Exception exception) when (exception is SocketException or QmpException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // A machine that does not answer cannot be snapshotted or stopped, and must not write to its volumes unwatched.
            process.Kill();
            await process.WaitForExitAsync(_time, cancellationToken);
            return null;
        }
    }

    private async Task PowerOffAsync(MachineSlot slot, TimeSpan deadline, CancellationToken cancellationToken)
    {
        if (slot.Machine is { } machine)
        {
            var until = _time.GetTimestamp();
            while (!slot.Emptied.IsCompleted && _time.GetElapsedTime(until) < deadline)
            {
                await machine.PressPowerButtonAsync();
                await Task.WhenAny(slot.Emptied, Task.Delay(ButtonPeriod, _time, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (!slot.Emptied.IsCompleted)
            {
                machine.PullPlug();
            }
        }

        await slot.Emptied;
    }

    private void Occupy(MachineSlot slot, QemuMachine machine)
    {
        slot.Machine = machine;
        slot.Emptied = EmptyAsync(slot, machine);
        _ = FollowAsync(slot, machine);
    }

    private async Task EmptyAsync(MachineSlot slot, QemuMachine machine)
    {
        await machine.Ended;
        if (machine.HasLeft)
        {
            return;
        }

        await _volumes.CloseAsync([.. machine.Spec.Disks.Select(disk => disk.VolumeId)], () => Task.CompletedTask, CancellationToken.None);
        File.Delete(QemuCommand.PidFile(_options, machine.Spec.InstanceId));
        File.Delete(QemuCommand.QmpSocket(_options, machine.Spec.InstanceId));
        foreach (var nic in machine.Spec.Nics)
        {
            File.Delete(QemuCommand.NicSocket(_options, nic.InterfaceId));
        }

        slot.Machine = null;
        await machine.DisposeAsync();
    }

    /// <summary>What becomes of a machine that ended unasked: a reboot from inside is a new process, all else is told.</summary>
    private async Task FollowAsync(MachineSlot slot, QemuMachine machine)
    {
        var reason = await machine.Ended;
        await slot.Emptied;
        if (machine.HasLeft && reason is null && slot.Machine == machine)
        {
            return;
        }

        if (slot.IsRebooting || !slot.IsWanted)
        {
            return;
        }

        var exit = reason == "guest-shutdown" ? MachineExit.GuestPoweredOff : MachineExit.Crashed;
        if (reason == "guest-reset")
        {
            using var held = await LockAsync(slot, CancellationToken.None);
            if (!slot.IsWanted || slot.Machine is not null)
            {
                return;
            }

            try
            {
                await LaunchAsync(slot, machine.Spec, CancellationToken.None);
                return;
            }
            catch (Exception exception) when (exception is MachineException or StorageException)
            {
                RelaunchFailed(exception, machine.Spec.InstanceId);
            }
        }

        slot.IsWanted = false;
        Exited?.Invoke(machine.Spec.InstanceId, exit);
    }

    /// <summary>The cloud may have been killed between writing down that a volume is attached or detached and doing it.</summary>
    private async Task CatchUpAsync(QemuMachine machine, IReadOnlyList<MachineDisk> wanted, CancellationToken cancellationToken)
    {
        var instanceId = machine.Spec.InstanceId;
        try
        {
            foreach (var extra in machine.Spec.Disks.ExceptBy(wanted.Select(disk => disk.VolumeId), disk => disk.VolumeId))
            {
                await DetachAsync(instanceId, extra.VolumeId, cancellationToken);
            }

            foreach (var missing in wanted)
            {
                await AttachAsync(instanceId, missing, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is MachineException or StorageException)
        {
            // The machine runs, and that counts for more than one volume.
            CatchUpFailed(exception, instanceId);
        }
    }

    /// <summary>Machines of instances that were terminated while nobody watched.</summary>
    private async Task EndStrangersAsync(HashSet<string> known, CancellationToken cancellationToken)
    {
        foreach (var path in Directory.EnumerateFiles(_options.RunDirectory, "*.pid"))
        {
            if (!known.Contains(Path.GetFileNameWithoutExtension(path)) && HostProcess.FromPidFile(path) is { } stranger)
            {
                stranger.Kill();
                await stranger.WaitForExitAsync(_time, cancellationToken);
            }
        }
    }

    // What is printed once, at the first boot, is still found after many.
    private void ShortenConsole(string instanceId)
    {
        var path = QemuCommand.ConsoleFile(_options, instanceId);
        if (File.Exists(path) && new FileInfo(path).Length > ConsoleLimit)
        {
            File.WriteAllBytes(path, ReadConsole(instanceId));
        }
    }

    private MachineSlot SlotOfRunning(string instanceId) => _slots.TryGetValue(instanceId, out var slot) ? slot : throw NotRunning(instanceId);

    private static MachineException NotRunning(string instanceId) => new($"{instanceId} is not running.");

    private static async Task<Releaser> LockAsync(MachineSlot slot, CancellationToken cancellationToken)
    {
        await slot.Lock.WaitAsync(cancellationToken);
        return new Releaser(slot.Lock);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{InstanceId} rebooted and could not be started again")]
    private partial void RelaunchFailed(Exception exception, string instanceId);

    [LoggerMessage(Level = LogLevel.Error, Message = "The volumes of {InstanceId} are not those that it should have")]
    private partial void CatchUpFailed(Exception exception, string instanceId);

    private readonly struct Releaser(SemaphoreSlim held) : IDisposable
    {
        public void Dispose() => held.Release();
    }
}
