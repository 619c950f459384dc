using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Baton.Cloud.Simulated;

/// <summary>
/// What simulated machines answer to load balancers: every port speaks HTTP and says whose it is, so that weights, draining and stickiness can be tried without machines.
/// </summary>
internal sealed class SimulatedGuests : IAsyncDisposable
{
    private const int LongestHead = 64 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<int, string> _callees = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    public SimulatedGuests()
    {
        _listener.Start();
        _accepting = AcceptAsync(_stop.Token);
    }

    /// <summary>A connection to a machine's port.</summary>
    /// <param name="callee">What it says of itself.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<Socket> DialAsync(string callee, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _callees[((IPEndPoint)socket.LocalEndPoint!).Port] = callee;
            await socket.ConnectAsync(_listener.LocalEndpoint, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptSocketAsync(cancellationToken);
                _ = ServeAsync(client, cancellationToken);
            }
            catch (Exception failure) when (failure is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                // Stopped, or a connection that was gone before it was taken.
            }
        }
    }

    private async Task ServeAsync(Socket client, CancellationToken cancellationToken)
    {
        try
        {
            using var stream = new NetworkStream(client, ownsSocket: true);
            var callee = _callees.TryRemove(((IPEndPoint)client.RemoteEndPoint!).Port, out var known) ? known : "";
            using var reader = new StreamReader(stream, Encoding.Latin1);
            while (await ReadRequestAsync(reader, cancellationToken))
            {
                var head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {callee.Length}\r\n\r\n");
                await stream.WriteAsync(Encoding.Latin1.GetBytes(head + callee), cancellationToken);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException)
        {
            // The other side has gone.
        }
    }

    /// <summary>Reads over one request; false at the end. A body that says its length in advance is read, too.</summary>
    private static async Task<bool> ReadRequestAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var (body, read) = (0, 0);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            read += line.Length;
            if (line.Length == 0 || read > LongestHead)
            {
                // To read nothing would wait for the next request.
                return read <= LongestHead && (body == 0 || await reader.ReadBlockAsync(new char[body], cancellationToken) == body);
            }

            if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase) && int.TryParse(line["Content-Length:".Length..], CultureInfo.InvariantCulture, out var length))
            {
                body = Math.Clamp(length, 0, 1 << 20);
            }
        }

        return false;
    }
}
