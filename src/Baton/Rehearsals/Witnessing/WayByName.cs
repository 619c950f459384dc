using System.Net;
using System.Net.Sockets;

namespace Baton.Rehearsals.Witnessing;

/// <summary>How one client finds the server: it asks for the address whenever it connects, or, like some programs, once in its life.</summary>
internal sealed class WayByName(Func<string, CancellationToken, Task<IPAddress>> resolve, bool stale)
{
    /// <summary>Where the last connection went.</summary>
    public IPAddress? Address { get; private set; }

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        if (!stale || Address is null)
        {
            Address = await resolve(context.DnsEndPoint.Host, cancellationToken);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(Address, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
