using System.Collections.Concurrent;
using System.Net;
using Baton.Cloud.LoadBalancing.Health;
using Baton.Cloud.Network;
using Baton.Cloud.Server;
using Baton.Cloud.State;
using Microsoft.Extensions.Logging;

namespace Baton.Cloud.LoadBalancing.Serving;

/// <summary>The load balancers of a place at work: what the books say is opened and watched here, and closed again.</summary>
internal sealed class BalancerFloor : IAsyncDisposable
{
    private static readonly TimeSpan s_pace = TimeSpan.FromMilliseconds(250);

    private readonly CloudContext _cloud;
    private readonly ILogger _logger;
    private readonly Switchboard _board;
    private readonly HealthWatch _watch;
    private readonly ConcurrentDictionary<string, (ListenerRecord Record, IOpenListener? Open)> _open = new();
    private readonly CancellationTokenSource _ended = new();
    private Task? _running;

    public BalancerFloor(CloudContext cloud, ILogger logger)
    {
        (_cloud, _logger) = (cloud, logger);
        var dialer = new TargetDialer(cloud);
        Live = new();
        _board = new(cloud, Live, dialer);
        _watch = new(cloud, Live, dialer);
    }

    public LiveTargets Live { get; }

    /// <summary>Ports that could not be had, and what stands for them.</summary>
    public IEnumerable<PortOffset> PortOffsets =>
        _open.Values.Select(pair => pair.Open?.Ports).OfType<(int Port, int ListensOn)>().Where(ports => ports.Port != ports.ListensOn).Select(ports => new PortOffset(ports.Port, ports.ListensOn)).Distinct();

    /// <summary>Follows the books. By whoever has changed them, and still holds the right to.</summary>
    public async Task SettleAsync()
    {
        foreach (var (arn, (record, open)) in _open)
        {
            // Rules are read with each request; what decides about the socket is its port and its protocol.
            if (_cloud.State.Listeners.Find(arn) is not { } now || (now.Port, now.Protocol) != (record.Port, record.Protocol))
            {
                _open.TryRemove(arn, out _);
                await (open?.DisposeAsync() ?? ValueTask.CompletedTask);
            }
        }

        foreach (var listener in _cloud.State.Listeners.All.Where(listener => !_open.ContainsKey(listener.Arn)))
        {
            _open[listener.Arn] = (listener, await OpenAsync(listener));
        }

        if (_running is null && (_cloud.State.Listeners.All.Count > 0 || _cloud.State.TargetGroups.All.Count > 0))
        {
            _running = RunAsync(_ended.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await (_running ?? Task.CompletedTask);
        await Task.WhenAll(_open.Values.Select(pair => pair.Open).OfType<IOpenListener>().Select(open => open.DisposeAsync().AsTask()));
        _open.Clear();
        _ended.Dispose();
    }

    private async Task<IOpenListener?> OpenAsync(ListenerRecord listener)
    {
        var address = IPAddress.Parse(_cloud.State.Balancers.Find(listener.BalancerArn)!.Address);
        return listener.Protocol == "TCP"
            ? TcpListener.TryOpen(address, listener.Port, _board, listener.Arn, _logger)
            : await HttpListener.TryOpenAsync(address, listener, _board, _logger, _ended.Token);
    }

    /// <summary>Asks targets for their health when it is time, and lets those go that have drained.</summary>
    private async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                _watch.Ask(cancellationToken);
                if (Departures.Any(_cloud, Live))
                {
                    await _cloud.ChangeAsync(() => Departures.Remove(_cloud, Live), cancellationToken);
                }

                await Task.Delay(s_pace, _cloud.Time, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                // The cloud ends.
            }
        }

        await _watch.EndAsync();
    }
}
