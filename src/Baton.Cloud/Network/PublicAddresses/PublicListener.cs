using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Baton.Cloud.Network.PublicAddresses;

/// <summary>One port of one public address. Stays open for the life of the address, whoever it points at.</summary>
internal sealed partial class PublicListener : IDisposable
{
    /// <summary>Added to a port below 1024 that this user may not listen on, or that another program holds on all addresses.</summary>
    public const int Offset = 10_000;

    private readonly Socket _listener;
    private readonly CancellationTokenSource _stopping = new();

    private PublicListener(Socket listener, int port)
    {
        _listener = listener;
        Port = port;
        ListensOn = ((IPEndPoint)listener.LocalEndPoint!).Port;
    }

    /// <summary>The port that clients mean.</summary>
    public int Port { get; }

    public int ListensOn { get; }

    /// <summary>Null when neither the port nor the one that stands for it can be had.</summary>
    public static PublicListener? TryOpen(IPAddress address, int port, ILogger logger)
    {
        if (TryBind(address, port, logger) is not { } socket)
        {
            return null;
        }

        socket.Listen(1024);
        return new PublicListener(socket, port);
    }

    /// <summary>A socket on the port, or on the one that stands for it; null when neither can be had.</summary>
    public static Socket? TryBind(IPAddress address, int port, ILogger logger)
    {
        int[] candidates = port < 1024 ? [port, port + Offset] : [port];
        foreach (var candidate in candidates)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(address, candidate));
                return socket;
            }
            catch (SocketException refused) when (refused.SocketErrorCode is SocketError.AccessDenied or SocketError.AddressAlreadyInUse or SocketError.AddressNotAvailable)
            {
                socket.Dispose();
                LogRefused(logger, address, candidate, refused.SocketErrorCode);
            }
        }

        return null;
    }

    /// <summary>Hands every connection to <paramref name="serve"/>, which owns it.</summary>
    public void Start(Func<Socket, int, CancellationToken, Task> serve) => _ = AcceptAsync(serve, _stopping.Token);

    public void Dispose()
    {
        _stopping.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync(Func<Socket, int, CancellationToken, Task> serve, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptAsync(cancellationToken);
                _ = serve(client, Port, cancellationToken);
            }
            catch (SocketException)
            {
                // The client gave up before it was accepted. Anything else shows at the next call.
            }
            catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Cannot listen on {Address}:{Port}: {Reason}.")]
    private static partial void LogRefused(ILogger logger, IPAddress address, int port, SocketError reason);
}
