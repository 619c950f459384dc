using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Cloud.Machines.Qmp;
using Baton.Cloud.Storage;
using Microsoft.Extensions.Logging;

namespace Baton.Cloud.Machines;

/// <summary>One running QEMU. After it has ended it stays so: a reboot makes another one.</summary>
internal sealed partial class QemuMachine : ILiveVolumes, IAsyncDisposable
{
    // device_del is answered by the guest's kernel; one that hangs never does.
    private static readonly TimeSpan UnplugLimit = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan ResumePeriod = TimeSpan.FromSeconds(2);

    private readonly QmpClient _qmp;
    private readonly HostProcess _process;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _left = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _unplugging = new();

    public QemuMachine(MachineSpec spec, QmpClient qmp, HostProcess process, TimeProvider time, ILogger logger)
    {
        Spec = spec;
        _qmp = qmp;
        _process = process;
        _time = time;
        _logger = logger;
        Ended = WatchAsync();
    }

    /// <summary>With the disks of this moment.</summary>
    public MachineSpec Spec { get; private set; }

    /// <summary>Completes when the process is gone, with QEMU's word for why (guest-reset, guest-shutdown, …), or null if it did not say or we left first.</summary>
    public Task<string?> Ended { get; }

    public bool HasLeft => _left.IsCancellationRequested;

    public async Task PressPowerButtonAsync()
    {
        try
        {
            await _qmp.ExecuteAsync("system_powerdown", null, CancellationToken.None);
        }
        catch (QmpException)
        {
            // It is going already.
        }
    }

    public void PullPlug() => _process.Kill();

    public async Task<bool> SwitchAsync(IReadOnlyList<LayerSwitch> switches, CancellationToken cancellationToken)
    {
        if (await OpenLayersAsync(cancellationToken) is not { } open)
        {
            return false;
        }

        var opened = new List<string>();
        try
        {
            foreach (var (volumeId, overlay) in switches)
            {
                var node = QemuCommand.BlockNode(volumeId, overlay);
                // The file names the layer below, which is open already.
                node["backing"] = null;
                await _qmp.ExecuteAsync("blockdev-add", node, cancellationToken);
                opened.Add(QemuCommand.NodeName(volumeId, overlay));
            }

            var actions = switches.Select(one => SnapshotAction(one, open[one.VolumeId])).ToArray<JsonNode?>();
            await _qmp.ExecuteAsync("transaction", new JsonObject { ["actions"] = new JsonArray(actions) }, cancellationToken);
            return true;
        }
        catch (QmpException exception) when (exception.ErrorClass == QmpException.Disconnected)
        {
            return false;
        }
        catch (QmpException exception)
        {
            foreach (var node in opened)
            {
                await _qmp.ExecuteAsync("blockdev-del", new JsonObject { ["node-name"] = node }, cancellationToken);
            }

            throw new StorageException($"The machine of {Spec.InstanceId} did not switch its volumes: {exception.Message}", exception);
        }
    }

    public async Task<bool> GrowAsync(string volumeId, long sizeBytes, CancellationToken cancellationToken)
    {
        try
        {
            if (await OpenLayersAsync(cancellationToken) is not { } open || !open.TryGetValue(volumeId, out var layer))
            {
                return false;
            }

            // virtio tells the guest by itself: its kernel shows the new size at once.
            await _qmp.ExecuteAsync("block_resize", new JsonObject { ["node-name"] = $"{QemuCommand.Serial(volumeId)}-{layer}", ["size"] = sizeBytes }, cancellationToken);
            return true;
        }
        catch (QmpException exception) when (exception.ErrorClass == QmpException.Disconnected)
        {
            return false;
        }
        catch (QmpException exception)
        {
            throw new StorageException($"The machine of {Spec.InstanceId} did not make {volumeId} larger: {exception.Message}", exception);
        }
    }

    /// <summary>Takes from QEMU itself which volumes it has.</summary>
    public async Task ReadDisksAsync(CancellationToken cancellationToken)
    {
        if (await OpenLayersAsync(cancellationToken) is { } open)
        {
            Spec = Spec with
            {
                Disks =
                [
                    .. Spec.Disks.Where(disk => open.ContainsKey(disk.VolumeId)),
                    .. open.Keys.Except(Spec.Disks.Select(disk => disk.VolumeId)).Select(id => new MachineDisk(id, "")),
                ],
            };
        }
    }

    public async Task<IReadOnlyDictionary<string, string>?> OpenLayersAsync(CancellationToken cancellationToken)
    {
        JsonElement answer;
        try
        {
            answer = await _qmp.ExecuteAsync("query-block", null, cancellationToken);
        }
        catch (QmpException exception) when (exception.ErrorClass == QmpException.Disconnected)
        {
            return null;
        }

        // [{"qdev": "/machine/peripheral/disk-vol0123/virtio-backend", "inserted": {"node-name": "vol0123-l7", ...}, ...}]
        var open = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var device in answer.EnumerateArray())
        {
            var node = device.TryGetProperty("inserted", out var inserted) ? inserted.GetProperty("node-name").GetString()! : "";
            var dash = node.LastIndexOf('-');
            if (dash > 0)
            {
                // vol0123 is vol-0123 to everybody but virtio.
                open[$"vol-{node[3..dash]}"] = node[(dash + 1)..];
            }
        }

        return open;
    }

    public async Task AttachAsync(MachineDisk disk, string file, CancellationToken cancellationToken)
    {
        var node = QemuCommand.NodeName(disk.VolumeId, file);
        try
        {
            var port = await FindFreePortAsync(cancellationToken);
            await _qmp.ExecuteAsync("blockdev-add", QemuCommand.BlockNode(disk.VolumeId, file), cancellationToken);
            try
            {
                await _qmp.ExecuteAsync("device_add", new JsonObject
                {
                    ["driver"] = "virtio-blk-pci",
                    ["bus"] = port,
                    ["drive"] = node,
                    ["id"] = QemuCommand.DeviceId(disk.VolumeId),
                    ["serial"] = QemuCommand.Serial(disk.VolumeId),
                    ["discard"] = true,
                }, cancellationToken);
            }
            catch (QmpException)
            {
                await CloseNodesAsync(disk.VolumeId, CancellationToken.None);
                throw;
            }
        }
        catch (QmpException exception)
        {
            throw new MachineException($"{disk.VolumeId} could not be attached to {Spec.InstanceId}: {exception.Message}", exception);
        }

        Spec = Spec with { Disks = [.. Spec.Disks, disk] };
    }

    public async Task DetachAsync(string volumeId, CancellationToken cancellationToken)
    {
        var deviceId = QemuCommand.DeviceId(volumeId);
        var gone = _unplugging.GetOrAdd(deviceId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            await _qmp.ExecuteAsync("device_del", new JsonObject { ["id"] = deviceId }, cancellationToken);
            await gone.Task.WaitAsync(UnplugLimit, _time, cancellationToken);
            await CloseNodesAsync(volumeId, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new MachineException($"The system of {Spec.InstanceId} does not let go of {volumeId}.", exception);
        }
        catch (QmpException exception)
        {
            throw new MachineException($"{volumeId} could not be detached from {Spec.InstanceId}: {exception.Message}", exception);
        }
        finally
        {
            _unplugging.TryRemove(deviceId, out _);
        }

        Spec = Spec with { Disks = [.. Spec.Disks.Where(disk => disk.VolumeId != volumeId)] };
    }

    /// <summary>Leaves the process alone: it goes on without us.</summary>
    public async ValueTask DisposeAsync()
    {
        await _left.CancelAsync();
        await _qmp.DisposeAsync();
        await Ended;
        _left.Dispose();
    }

    private async Task<string?> WatchAsync()
    {
        string? reason = null;
        await foreach (var happened in _qmp.Events)
        {
            switch (happened.Name)
            {
                case "SHUTDOWN":
                    reason = happened.Text("reason");
                    break;
                case "DEVICE_DELETED" when happened.Text("device") is { } device && _unplugging.TryGetValue(device, out var gone):
                    gone.TrySetResult();
                    break;
                case "BLOCK_IO_ERROR":
                    DiskFailed(Spec.InstanceId, happened.Text("node-name"), happened.Text("reason"));
                    if (happened.Text("nospace") == bool.TrueString)
                    {
                        _ = ResumeLaterAsync();
                    }

                    break;
            }
        }

        try
        {
            // Until then it still holds the locks of its files.
            await _process.WaitForExitAsync(_time, _left.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        return reason;
    }

    // QEMU pauses a guest whose write finds the host's disk full; it tries the write again when it goes on, and pauses again if it must.
    private async Task ResumeLaterAsync()
    {
        try
        {
            await Task.Delay(ResumePeriod, _time, _left.Token);
            await _qmp.ExecuteAsync("cont", null, _left.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or QmpException)
        {
            // Nobody is left to go on.
        }
    }

    private async Task<string> FindFreePortAsync(CancellationToken cancellationToken)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var devices = await _qmp.ExecuteAsync("qom-list", new JsonObject { ["path"] = "/machine/peripheral" }, cancellationToken);
        foreach (var name in devices.EnumerateArray().Select(device => device.GetProperty("name").GetString()!))
        {
            if (name.StartsWith("disk-", StringComparison.Ordinal))
            {
                // /machine/peripheral/port3/port3
                var bus = await _qmp.ExecuteAsync(
                    "qom-get", new JsonObject { ["path"] = $"/machine/peripheral/{name}", ["property"] = "parent_bus" }, cancellationToken);
                used.Add(Path.GetFileName(bus.GetString()!));
            }
        }

        return Enumerable.Range(0, QemuCommand.HotPlugPorts).Select(index => $"port{index}").FirstOrDefault(port => !used.Contains(port))
            ?? throw new MachineException($"{Spec.InstanceId} has no room for another volume: {QemuCommand.HotPlugPorts} were added already.");
    }

    private async Task CloseNodesAsync(string volumeId, CancellationToken cancellationToken)
    {
        var nodes = await _qmp.ExecuteAsync("query-named-block-nodes", new JsonObject { ["flat"] = true }, cancellationToken);
        var prefix = $"{QemuCommand.Serial(volumeId)}-l";
        // The youngest layer is the uppermost; each holds the one below.
        var names = nodes.EnumerateArray()
            .Select(node => node.GetProperty("node-name").GetString()!)
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .OrderByDescending(name => int.Parse(name.AsSpan(prefix.Length), System.Globalization.CultureInfo.InvariantCulture));
        foreach (var name in names)
        {
            await _qmp.ExecuteAsync("blockdev-del", new JsonObject { ["node-name"] = name }, cancellationToken);
        }
    }

    private static JsonObject SnapshotAction(LayerSwitch one, string openLayer) => new()
    {
        ["type"] = "blockdev-snapshot",
        ["data"] = new JsonObject
        {
            ["node"] = QemuCommand.NodeName(one.VolumeId, openLayer),
            ["overlay"] = QemuCommand.NodeName(one.VolumeId, one.OverlayFile),
        },
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{InstanceId}: the disk {Node} failed: {Reason}")]
    private partial void DiskFailed(string instanceId, string? node, string? reason);
}
