using Baton.Cloud.Machines;
using Baton.Cloud.StockImages;

namespace Baton.Cloud.Hosting;

/// <summary>
/// Machines that need something slow first (the stock image's kernel, the probe for hardware virtualization), so that the API answers at once. Whoever
/// starts a machine waits; a preparation that failed is tried again by the next one. Machines that run already are found before anything else is done.
/// </summary>
internal sealed class LateMachines(Func<CancellationToken, Task<IMachines>> create) : IMachines
{
    private readonly SemaphoreSlim _lock = new(1, 1);
    private volatile IMachines? _machines;
    private IReadOnlyList<MachineSpec> _specs = [];
    private IReadOnlySet<string> _found = new HashSet<string>();

    public event Action<string, MachineExit>? Exited;

    /// <summary>Those behind, when they are there.</summary>
    public IMachines? Inner => _machines;

    public async Task StartAsync(MachineSpec spec, CancellationToken cancellationToken) => await (await ReadyAsync(cancellationToken)).StartAsync(spec, cancellationToken);

    public async Task StopAsync(string instanceId, TimeSpan deadline, CancellationToken cancellationToken)
    {
        try
        {
            await (await ReadyAsync(cancellationToken)).StopAsync(instanceId, deadline, cancellationToken);
        }
        catch (StockImageException)
        {
            // Without an image no machine was ever started: it is off.
        }
    }

    public async Task RebootAsync(string instanceId, CancellationToken cancellationToken) => await (await ReadyAsync(cancellationToken)).RebootAsync(instanceId, cancellationToken);

    public bool IsRunning(string instanceId) => _machines?.IsRunning(instanceId) ?? false;

    public byte[] ReadConsole(string instanceId) => _machines?.ReadConsole(instanceId) ?? [];

    public async Task AttachAsync(string instanceId, MachineDisk disk, CancellationToken cancellationToken) =>
        await (await ReadyAsync(cancellationToken)).AttachAsync(instanceId, disk, cancellationToken);

    public async Task DetachAsync(string instanceId, string volumeId, CancellationToken cancellationToken) =>
        await (await ReadyAsync(cancellationToken)).DetachAsync(instanceId, volumeId, cancellationToken);

    public async Task<IReadOnlySet<string>> AdoptAsync(IReadOnlyList<MachineSpec> specs, CancellationToken cancellationToken)
    {
        _specs = specs;
        await ReadyAsync(cancellationToken);
        return _found;
    }

    public async Task ForgetAsync(string instanceId, CancellationToken cancellationToken)
    {
        if (_machines is { } machines)
        {
            await machines.ForgetAsync(instanceId, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_machines is { } machines)
        {
            await machines.DisposeAsync();
        }

        _lock.Dispose();
    }

    public async Task<IMachines> ReadyAsync(CancellationToken cancellationToken)
    {
        if (_machines is { } ready)
        {
            return ready;
        }

        await _lock.WaitAsync(cancellationToken);
        try
        {
            if (_machines is null)
            {
                var machines = await create(cancellationToken);
                machines.Exited += (instanceId, exit) => Exited?.Invoke(instanceId, exit);
                _found = await machines.AdoptAsync(_specs, cancellationToken);
                _machines = machines;
            }

            return _machines;
        }
        finally
        {
            _lock.Release();
        }
    }
}
