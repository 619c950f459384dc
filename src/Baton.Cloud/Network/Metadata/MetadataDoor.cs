using System.Net.Sockets;
using Baton.Cloud.Network.Switching;
using Microsoft.Extensions.Logging;

namespace Baton.Cloud.Network.Metadata;

/// <summary>
/// The unix socket that libslirp connects to when a guest opens 169.254.169.254:80. One per interface: that is how the service knows who asks.
/// </summary>
internal sealed partial class MetadataDoor : IDisposable
{
    private const int MaximumConnections = 64;
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(30);

    private readonly string _path;
    private readonly string _interfaceId;
    private readonly IMetadataService _service;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _stopping = new();
    private int _connections;

    public MetadataDoor(string path, string interfaceId, IMetadataService service, TimeProvider time, ILogger logger)
    {
        _path = path;
        _interfaceId = interfaceId;
        _service = service;
        _time = time;
        _logger = logger;
        SocketFile.Delete(path);
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        // libslirp connects on the thread of the switch: the queue must never be full, and AcceptAsync always takes from it at once.
        _listener.Listen(1024);
        _ = AcceptAsync(_stopping.Token);
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _listener.Dispose();
        SocketFile.Delete(_path);
    }

    private async Task AcceptAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var connection = await _listener.AcceptAsync(cancellationToken);
                if (Volatile.Read(ref _connections) >= MaximumConnections)
                {
                    connection.Dispose();
                    continue;
                }

                Interlocked.Increment(ref _connections);
                _ = ServeAsync(connection, cancellationToken);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The door is closed.
        }
    }

    private async Task ServeAsync(Socket connection, CancellationToken cancellationToken)
    {
        try
        {
            using (connection)
            {
                var exchange = new HttpExchange(connection);
                while (await ServeOneAsync(exchange, cancellationToken))
                {
                }
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The guest went away, was silent for too long, or the door was closed.
        }
        catch (Exception problem)
        {
            // A bug in the service ends this connection only; the log is told.
            LogFailed(_logger, problem, _interfaceId);
        }
        finally
        {
            Interlocked.Decrement(ref _connections);
        }
    }

    private async Task<bool> ServeOneAsync(HttpExchange exchange, CancellationToken cancellationToken)
    {
        using var idle = new CancellationTokenSource(IdleTime, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, cancellationToken);
        if (await exchange.ReadRequestAsync(either.Token) is not { } request)
        {
            return false;
        }

        var reply = request.IsBad
            ? new MetadataReply(400, "text/plain", [])
            : _service.Answer(_interfaceId, request.Method, request.Path, request.Headers);
        await exchange.WriteReplyAsync(request, reply, either.Token);
        return request.KeepAlive;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The metadata service failed for {InterfaceId}.")]
    private static partial void LogFailed(ILogger logger, Exception problem, string interfaceId);
}
