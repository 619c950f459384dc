using System.Net;
using System.Net.Sockets;
using Baton.Cloud.Network.PublicAddresses;
using Microsoft.Extensions.Logging;

namespace Baton.Cloud.LoadBalancing.Serving;

/// <summary>A listener of a network load balancer: each connection goes to one target, as it is.</summary>
internal sealed partial class TcpListener : IOpenListener
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly PublicListener _listener;
    private readonly Switchboard _board;
    private readonly string _arn;
    private readonly ILogger _logger;

    private TcpListener(PublicListener listener, Switchboard board, string arn, ILogger logger)
    {
        (_listener, _board, _arn, _logger) = (listener, board, arn, logger);
        listener.Start(ServeAsync);
    }

    public (int Port, int ListensOn) Ports => (_listener.Port, _listener.ListensOn);

    /// <summary>Null when the port cannot be had.</summary>
    public static TcpListener? TryOpen(IPAddress address, int port, Switchboard board, string arn, ILogger logger) =>
        PublicListener.TryOpen(address, port, logger) is { } listener ? new(listener, board, arn, logger) : null;

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ServeAsync(Socket client, int port, CancellationToken cancellationToken)
    {
        using var relay = new Relay(client);
        try
        {
            if (_board.Listener(_arn) is { } listener && _board.Admits(listener, relay.Client.Address) && _board.Choose(listener.Rules[^1].Actions[0]) is { } chosen)
            {
                await RelayAsync(relay, chosen, cancellationToken);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
        {
            // A side went away, or the target did: disposing the relay resets what is still open.
        }
        catch (Exception problem)
        {
            // A bug ends this connection only; the log is told.
            LogFailed(_logger, problem, _arn);
        }
    }

    private async Task RelayAsync(Relay relay, ChosenTarget chosen, CancellationToken cancellationToken)
    {
        chosen.Live.Begin();
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(s_patience);
            var target = await _board.DialAsync(chosen.Group, chosen.Address, chosen.Target.Port, patience.Token);
            var ends = chosen.Group.Attribute("deregistration_delay.connection_termination.enabled") == "true";
            await relay.RunAsync(target, ends ? chosen.Live.Removed : CancellationToken.None);
        }
        finally
        {
            chosen.Live.End();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A connection of {Listener} failed.")]
    private static partial void LogFailed(ILogger logger, Exception problem, string listener);
}
