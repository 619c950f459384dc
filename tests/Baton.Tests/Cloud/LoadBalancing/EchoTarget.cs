using System.Net;
using System.Net.Sockets;

namespace Baton.Tests.Cloud.LoadBalancing;

/// <summary>Says again what it is told, until the other side has no more to say.</summary>
internal sealed class EchoTarget : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public EchoTarget()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await client.GetStream().CopyToAsync(client.GetStream());
            }
        }
        catch (Exception end) when (end is ObjectDisposedException or SocketException or IOException)
        {
            // The test is over.
        }
    }
}
