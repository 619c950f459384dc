using Baton.Cloud.Faults;
using Baton.Cloud.Machines;
using Baton.Cloud.Server;
using Baton.Cloud.State;
using Baton.Cloud.Types;
using Microsoft.Extensions.Logging;

namespace Baton.Cloud.Instances;

/// <summary>Takes instances from state to state. Requests set the first state; the machine's coming and going, in the background, the second.</summary>
internal sealed partial class InstanceLifecycle : IAsyncDisposable
{
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Shown = TimeSpan.FromHours(1);

    private readonly CloudContext _cloud;
    private readonly Firewall _firewall;
    private readonly PublicAddresses _addresses;
    private readonly BootWatch _boots;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _ended = new();
    private readonly Dictionary<string, Task> _background = [];
    private readonly Lock _lock = new();

    public InstanceLifecycle(CloudContext cloud, Firewall firewall, PublicAddresses addresses, BootWatch boots, ILogger logger)
    {
        (_cloud, _firewall, _addresses, _boots, _logger) = (cloud, firewall, addresses, boots, logger);
        cloud.Machines.Exited += (instanceId, exit) => InBackground(instanceId, () => ExitedAsync(instanceId, exit));
    }

    /// <summary>After a start of the cloud: tells the network again what it has to know, and says which machines should run.</summary>
    public IReadOnlyList<MachineSpec> Expect()
    {
        // Those that are on their way down, too: a machine that nobody claims is ended at once.
        var specs = _cloud.State.Instances.All
            .Where(instance => instance.State is not (InstanceStateName.Stopped or InstanceStateName.Terminated)).Select(SpecOf).ToList();
        _firewall.Push();
        foreach (var nic in _cloud.State.Interfaces.All)
        {
            _addresses.Settle(nic.InterfaceId);
        }

        foreach (var idle in _cloud.State.Addresses.All.Where(address => address.InterfaceId is null))
        {
            _cloud.Network.SetPublicAddress(System.Net.IPAddress.Parse(idle.PublicAddress), null);
        }

        foreach (var task in _cloud.State.StoreTasks.All.Where(task => task.State == "InProgress"))
        {
            _cloud.State.StoreTasks.Put(task with { State = "Failed", FailureReason = "The cloud ended while the image was stored." });
        }

        foreach (var image in _cloud.State.Images.All.Where(image => image.State == "pending"))
        {
            // Its snapshots were to be taken by the process that ended meanwhile.
            _cloud.State.Images.Put(image with { State = "failed", StateReason = "The cloud was restarted while the image was being created." });
        }

        return specs;
    }

    /// <summary>Goes on with every instance, by whether its machine was found running.</summary>
    public void Continue(IReadOnlySet<string> running)
    {
        Purge();
        foreach (var instance in _cloud.State.Instances.All)
        {
            Continue(instance, running.Contains(instance.InstanceId));
        }
    }

    /// <summary>Makes the volumes of a new instance and powers it on. When that fails, the instance is terminated again.</summary>
    public void Launch(InstanceRecord instance) => Start(instance, "RunInstances", AbandonAsync);

    /// <summary>Powers an instance on whose state is pending. When that fails, the instance is stopped again.</summary>
    public void Start(InstanceRecord instance) => Start(instance, "StartInstances", FailStartAsync);

    /// <summary>Something happens to a machine that runs.</summary>
    public async Task StrikeAsync(string instanceId, FaultKind kind, CancellationToken cancellationToken)
    {
        if (kind == FaultKind.Crash)
        {
            await _cloud.Machines.StopAsync(instanceId, TimeSpan.Zero, cancellationToken);
            await ExitedAsync(instanceId, MachineExit.Crashed);
        }
        else
        {
            await _cloud.ChangeAsync(() => Afflict(instanceId, kind), cancellationToken);
        }
    }

    /// <summary>Takes back what was asked to happen to machines.</summary>
    public Task HealAsync(CancellationToken cancellationToken) => _cloud.ChangeAsync(() =>
    {
        foreach (var instance in _cloud.State.Instances.All.Where(instance => instance.Impaired || instance.NetworkLost))
        {
            _cloud.State.Instances.Put(instance with { Impaired = false, NetworkLost = false });
        }

        _firewall.Push();
    }, cancellationToken);

    private void Afflict(string instanceId, FaultKind kind)
    {
        if (_cloud.State.Instances.Find(instanceId) is { } instance)
        {
            _cloud.State.Instances.Put(kind == FaultKind.NetworkLost ? instance with { NetworkLost = true } : instance with { Impaired = true });
            _firewall.Push();
        }
    }

    private void Start(InstanceRecord instance, string action, Func<string, string, Task> failAsync) => InBackground(instance.InstanceId, async () =>
    {
        if (_cloud.State.Instances.Find(instance.InstanceId) is not { State: InstanceStateName.Pending })
        {
            // Stopped or terminated before its turn came.
            return;
        }

        if (_cloud.Faults.Take(action, FaultKind.StaysPending) is not null)
        {
            return;
        }

        foreach (var kind in (FaultKind[])[FaultKind.StatusImpaired, FaultKind.NetworkLost])
        {
            if (_cloud.Faults.Take(action, kind) is not null)
            {
                await StrikeAsync(instance.InstanceId, kind, _ended.Token);
            }
        }

        try
        {
            foreach (var volume in _cloud.State.VolumesOf(instance.InstanceId))
            {
                // Nothing to do for those that exist: a launch that a crash cut off is taken up here as well.
                await _cloud.Storage.CreateVolumeAsync(volume.VolumeId, volume.SizeGiB, volume.SnapshotId, _ended.Token);
            }

            _boots.PowerOn(instance.InstanceId);
            await _cloud.Machines.StartAsync(SpecOf(instance), _ended.Token);
            await SetStateAsync(instance.InstanceId, InstanceStateName.Pending, InstanceStateName.Running);
        }
        catch (Exception failure) when (failure is MachineException or IOException or Storage.StorageException or StockImages.StockImageException)
        {
            // Whoever waits for the instance is told by its state, as on AWS.
            StartFailed(_logger, instance.InstanceId, failure);
            await failAsync(instance.InstanceId, failure.Message);
        }
    });

    public void Stop(InstanceRecord instance, bool force) => InBackground(instance.InstanceId, async () =>
    {
        await _cloud.Machines.StopAsync(instance.InstanceId, force ? TimeSpan.Zero : StopDeadline, _ended.Token);
        await SetStateAsync(instance.InstanceId, InstanceStateName.Stopping, InstanceStateName.Stopped);
        await HealAsync(instance.InstanceId);
    });

    public void Reboot(string instanceId) => InBackground(instanceId, async () =>
    {
        _boots.PowerOn(instanceId);
        await _cloud.Machines.RebootAsync(instanceId, _ended.Token);
    });

    public void Terminate(InstanceRecord instance) => InBackground(instance.InstanceId, async () =>
    {
        // AWS gives the guest a moment; what it had not written by then is gone with its volumes.
        await _cloud.Machines.StopAsync(instance.InstanceId, TimeSpan.FromSeconds(5), _ended.Token);
        await CleanUpAsync(instance.InstanceId);
    });

    /// <summary>Stops, calls <paramref name="whileStopped"/>, starts: the reboot of CreateImage.</summary>
    public void AroundReboot(InstanceRecord instance, Func<Task> whileStopped) => InBackground(instance.InstanceId, async () =>
    {
        await _cloud.Machines.StopAsync(instance.InstanceId, StopDeadline, _ended.Token);
        try
        {
            await whileStopped();
        }
        finally
        {
            _boots.PowerOn(instance.InstanceId);
            await _cloud.Machines.StartAsync(SpecOf(instance), _ended.Token);
        }
    });

    /// <summary>Cancelled when the cloud ends.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Work that goes on after the answer. What is about the same instance is done one after the other.</summary>
    public void InBackground(string about, Func<Task> work)
    {
        lock (_lock)
        {
            foreach (var ended in _background.Where(pair => pair.Value.IsCompleted).ToList())
            {
                _background.Remove(ended.Key);
            }

            _background[about] = RunAsync(about, _background.GetValueOrDefault(about, Task.CompletedTask), work);
        }
    }

    /// <summary>Forgets instances that were terminated long enough ago.</summary>
    public void Purge()
    {
        foreach (var instance in _cloud.State.Instances.All.Where(instance => instance.TerminatedAt + Shown < _cloud.Now))
        {
            _cloud.State.Instances.Remove(instance.InstanceId);
            _cloud.State.TagsOf.Remove(instance.InstanceId);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        Task[] left;
        lock (_lock)
        {
            left = [.. _background.Values];
        }

        await Task.WhenAll(left);
        _ended.Dispose();
    }

    private async Task RunAsync(string about, Task before, Func<Task> work)
    {
        await Task.Yield();
        await before;
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // The cloud goes down; its machines go on, and the next one finds them.
        }
        catch (Exception failure)
        {
            // Nobody waits for this task: the log is told, and the cloud goes on for the other instances.
            BackgroundFailed(_logger, about, failure);
        }
    }

    private void Continue(InstanceRecord instance, bool running)
    {
        switch (instance.State)
        {
            case InstanceStateName.Pending or InstanceStateName.Running when running:
                _cloud.State.Instances.Put(instance with { State = InstanceStateName.Running });
                break;
            case InstanceStateName.Pending or InstanceStateName.Running:
                Start(_cloud.State.Instances.Put(instance with { State = InstanceStateName.Pending }));
                break;
            case InstanceStateName.Stopping:
                Stop(instance, force: false);
                break;
            case InstanceStateName.ShuttingDown:
                Terminate(instance);
                break;
            default:
                break;
        }
    }

    private async Task ExitedAsync(string instanceId, MachineExit exit)
    {
        var instance = _cloud.State.Instances.Find(instanceId);
        if (instance is { State: InstanceStateName.Running or InstanceStateName.Pending, TerminateOnShutdown: true } && exit == MachineExit.GuestPoweredOff)
        {
            await SetStateAsync(instanceId, instance.State, InstanceStateName.ShuttingDown);
            await CleanUpAsync(instanceId);
            return;
        }

        await _cloud.ChangeAsync(() =>
        {
            if (_cloud.State.Instances.Find(instanceId) is { State: InstanceStateName.Running or InstanceStateName.Pending } current)
            {
                var code = exit == MachineExit.GuestPoweredOff ? "Client.InstanceInitiatedShutdown" : "Server.InternalError";
                Put(current, InstanceStateName.Stopped, code, $"{code}: {(exit == MachineExit.GuestPoweredOff ? "Instance initiated shutdown" : "the machine's process ended unexpectedly")}");
            }
        }, _ended.Token);
    }

    /// <summary>A machine that was off starts on another host, without what ailed it.</summary>
    private Task HealAsync(string instanceId) => _cloud.ChangeAsync(() =>
    {
        if (_cloud.State.Instances.Find(instanceId) is { } instance && (instance.Impaired || instance.NetworkLost))
        {
            _cloud.State.Instances.Put(instance with { Impaired = false, NetworkLost = false });
            _firewall.Push();
        }
    }, _ended.Token);

    private async Task AbandonAsync(string instanceId, string message)
    {
        await _cloud.ChangeAsync(() =>
        {
            if (_cloud.State.Instances.Find(instanceId) is { State: InstanceStateName.Pending } instance)
            {
                Put(instance, InstanceStateName.ShuttingDown, "Server.InternalError", $"Server.InternalError: Internal error on launch: {message}");
            }
        }, _ended.Token);
        await _cloud.Machines.StopAsync(instanceId, TimeSpan.Zero, _ended.Token);
        await CleanUpAsync(instanceId);
    }

    private Task FailStartAsync(string instanceId, string message) => _cloud.ChangeAsync(() =>
    {
        if (_cloud.State.Instances.Find(instanceId) is { State: InstanceStateName.Pending } instance)
        {
            Put(instance, InstanceStateName.Stopped, "Server.InternalError", $"Server.InternalError: {message}");
        }
    }, _ended.Token);

    private Task SetStateAsync(string instanceId, InstanceStateName from, InstanceStateName to) => _cloud.ChangeAsync(() =>
    {
        if (_cloud.State.Instances.Find(instanceId) is { } instance && instance.State == from)
        {
            Put(instance, to, instance.StateReasonCode, instance.StateReason);
        }
    }, _ended.Token);

    private void Put(InstanceRecord instance, InstanceStateName state, string code, string reason)
    {
        _cloud.State.Instances.Put(instance with { State = state, StateReasonCode = code, StateReason = reason });
        foreach (var nic in _cloud.State.InterfacesOf(instance.InstanceId))
        {
            _addresses.Settle(nic.InterfaceId);
        }
    }

    private async Task CleanUpAsync(string instanceId)
    {
        await _cloud.Changes.WaitAsync(_ended.Token);
        try
        {
            foreach (var volume in _cloud.State.VolumesOf(instanceId))
            {
                _cloud.State.Volumes.Put(volume with { InstanceId = null, Device = null, AttachTime = null, DeleteOnTermination = false });
                if (volume.DeleteOnTermination)
                {
                    await _cloud.Storage.DeleteVolumeAsync(volume.VolumeId, _ended.Token);
                    _cloud.State.Volumes.Remove(volume.VolumeId);
                    _cloud.State.TagsOf.Remove(volume.VolumeId);
                }
            }

            foreach (var nic in _cloud.State.InterfacesOf(instanceId))
            {
                Remove(nic);
            }

            if (_cloud.State.Instances.Find(instanceId) is { } instance)
            {
                _cloud.State.Instances.Put(instance with { State = InstanceStateName.Terminated, TerminatedAt = _cloud.Now });
            }

            await _cloud.Machines.ForgetAsync(instanceId, _ended.Token);
        }
        finally
        {
            _cloud.Changes.Release();
        }
    }

    private void Remove(InterfaceRecord nic)
    {
        if (_cloud.State.AddressOf(nic.InterfaceId) is { } address && nic.DeleteOnTermination)
        {
            _cloud.State.Addresses.Put(address with { InterfaceId = null, AssociationId = null });
            _cloud.Network.SetPublicAddress(System.Net.IPAddress.Parse(address.PublicAddress), null);
        }

        if (nic.AutoPublicAddress is { } own)
        {
            _cloud.Network.RemovePublicAddress(System.Net.IPAddress.Parse(own));
        }

        _cloud.Network.Disconnect(nic.InterfaceId);
        if (!nic.DeleteOnTermination)
        {
            _cloud.State.Interfaces.Put(nic with { InstanceId = null, AttachmentId = null, AttachTime = null, DeviceIndex = 0, AutoPublic = false, AutoPublicAddress = null });
            return;
        }

        _cloud.State.Interfaces.Remove(nic.InterfaceId);
        _cloud.State.TagsOf.Remove(nic.InterfaceId);
    }

    private MachineSpec SpecOf(InstanceRecord instance)
    {
        var type = InstanceTypes.Find(instance.InstanceType)!;
        return new()
        {
            InstanceId = instance.InstanceId,
            MemoryMiB = type.MemoryMiB,
            Cpus = Math.Min(type.Vcpus, Math.Max(1, Environment.ProcessorCount)),
            Disks =
            [
                .. _cloud.State.VolumesOf(instance.InstanceId)
                    .OrderBy(volume => volume.Device != instance.RootDeviceName).ThenBy(volume => volume.Device, StringComparer.Ordinal)
                    .Select(volume => new MachineDisk(volume.VolumeId, volume.Device!)),
            ],
            Nics = [.. _cloud.State.InterfacesOf(instance.InstanceId).Select(NicOf)],
        };
    }

    private MachineNic NicOf(InterfaceRecord nic)
    {
        var subnet = System.Net.IPNetwork.Parse(_cloud.State.Subnets.Find(nic.SubnetId)!.Cidr);
        var router = subnet.BaseAddress.GetAddressBytes();
        router[3]++;
        return new()
        {
            InterfaceId = nic.InterfaceId, MacAddress = nic.MacAddress, PrivateAddress = nic.PrivateAddress, PrefixLength = subnet.PrefixLength,
            RouterAddress = new System.Net.IPAddress(router).ToString(),
        };
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{InstanceId} could not be started")]
    private static partial void StartFailed(ILogger logger, string instanceId, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "Work in the background for {About} failed")]
    private static partial void BackgroundFailed(ILogger logger, string about, Exception failure);
}
