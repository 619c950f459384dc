using System.Net;
using System.Net.Sockets;
using Baton.Cloud.Network.Flows;
using Baton.Cloud.Network.Frames;
using Microsoft.Extensions.Logging;

namespace Baton.Cloud.Network.PublicAddresses;

/// <summary>
/// The public addresses of the cloud. A connection that nothing takes yet (the address is being moved, its machine is not there, no rule allows it)
/// waits as a SYN that is repeated would, and is reset at the end of the wait. Established connections are reset when their address moves.
/// </summary>
internal sealed partial class PublicEdge(Func<string, int, CancellationToken, Task<Socket>> dial, TimeProvider time, ILogger logger) : IDisposable
{
    private const int MaximumConnections = 4096;

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, PublicAddress> _addresses = [];
    private readonly Dictionary<string, NetworkPort> _interfaces = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _connections;

    /// <summary>How long a connection waits before it is reset.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    public IReadOnlyList<PortOffset> PortOffsets
    {
        get
        {
            lock (_gate)
            {
                return
                [
                    .. _addresses.Values.SelectMany(address => address.Listeners.Values)
                        .Where(listener => listener.ListensOn != listener.Port)
                        .Select(listener => new PortOffset(listener.Port, listener.ListensOn))
                        .Distinct()
                        .OrderBy(offset => offset.Port),
                ];
            }
        }
    }

    public void SetInterface(NetworkPort port) => Change(() =>
    {
        _interfaces[port.InterfaceId] = port;
        OpenListeners();
        return null;
    });

    public void RemoveInterface(string interfaceId) => Change(() =>
    {
        _interfaces.Remove(interfaceId);
        return null;
    });

    public void SetAddress(IPAddress address, string? interfaceId) => Change(() =>
    {
        if (!_addresses.TryGetValue(address, out var known))
        {
            _addresses.Add(address, known = new PublicAddress(address));
        }

        var moved = known.PointAt(interfaceId);
        OpenListeners();
        return moved;
    });

    public void RemoveAddress(IPAddress address) => Change(() =>
    {
        if (!_addresses.Remove(address, out var known))
        {
            return null;
        }

        known.Dispose();
        return known.PointAt(null) ?? known.Moved;
    });

    /// <summary>What a public address is inside the VPC.</summary>
    public uint? PrivateAddressOf(uint publicAddress)
    {
        lock (_gate)
        {
            return _addresses.TryGetValue(Ip.ToAddress(publicAddress), out var known) && known.InterfaceId is { } id
                && _interfaces.TryGetValue(id, out var port)
                ? port.PrivateAddress.ToNumber()
                : null;
        }
    }

    public void Dispose()
    {
        foreach (var address in _addresses.Keys.ToArray())
        {
            RemoveAddress(address);
        }
    }

    private void Change(Func<CancellationTokenSource?> change)
    {
        CancellationTokenSource? moved;
        TaskCompletionSource changed;
        lock (_gate)
        {
            moved = change();
            (changed, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
        moved?.Cancel();
    }

    private void OpenListeners()
    {
        foreach (var address in _addresses.Values)
        {
            if (address.InterfaceId is not { } id || !_interfaces.TryGetValue(id, out var port))
            {
                continue;
            }

            foreach (var wanted in PublicPorts.Of(port.Rules.Ingress).Where(wanted => !address.Listeners.ContainsKey(wanted)))
            {
                if (PublicListener.TryOpen(address.Address, wanted, logger) is { } listener)
                {
                    address.Listeners.Add(wanted, listener);
                    listener.Start((client, inward, cancellationToken) => ServeAsync(address, client, inward, cancellationToken));
                }
            }
        }
    }

    private async Task ServeAsync(PublicAddress address, Socket client, int port, CancellationToken cancellationToken)
    {
        using var relay = new Relay(client);
        if (Interlocked.Increment(ref _connections) <= MaximumConnections)
        {
            try
            {
                await AdmitAndRelayAsync(address, relay, port, cancellationToken);
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
            {
                // A side went away, or the address did: disposing the relay resets what is still open.
            }
            catch (Exception problem)
            {
                // A bug ends this connection only; the log is told.
                LogFailed(logger, problem, address.Address, port);
            }
        }

        Interlocked.Decrement(ref _connections);
    }

    private async Task AdmitAndRelayAsync(PublicAddress address, Relay relay, int port, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        while (true)
        {
            var admission = await WaitForAdmissionAsync(address, relay.Client, port, waiting.Token);
            using var knocking = CancellationTokenSource.CreateLinkedTokenSource(waiting.Token, admission.Moved);
            Socket guest;
            try
            {
                guest = await dial(admission.InterfaceId, port, knocking.Token);
            }
            catch (OperationCanceledException) when (admission.Moved.IsCancellationRequested && !waiting.IsCancellationRequested)
            {
                // A SYN that the old owner does not answer is repeated, and by then reaches the new one.
                continue;
            }

            if (!admission.Moved.IsCancellationRequested)
            {
                await relay.RunAsync(guest, admission.Moved);
                return;
            }

            // The address moved in between, and nothing was said yet: ask its new owner.
            guest.Dispose();
        }
    }

    private async Task<Admission> WaitForAdmissionAsync(PublicAddress address, IPEndPoint client, int port, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                changed = _changed.Task;
                if (address.InterfaceId is { } id && _interfaces.TryGetValue(id, out var target)
                    && RuleMatch.AllowsFromOutside(target.Rules.Ingress, Traffic.TcpTo(port), client.Address.ToNumber()))
                {
                    return new Admission(id, address.Moved.Token);
                }
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A connection to {Address}:{Port} failed.")]
    private static partial void LogFailed(ILogger logger, Exception problem, IPAddress address, int port);
}
