using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace Baton.Cloud.Network.PublicAddresses;

/// <summary>Carries one connection between a client and a guest. Whatever ends it other than both sides' own goodbye resets the client.</summary>
internal sealed class Relay : IDisposable
{
    private const int BufferLength = 64 * 1024;

    private readonly Socket _client;
    private bool _endedWell;

    public Relay(Socket client)
    {
        _client = client;
        _client.NoDelay = true;
        Client = (IPEndPoint)client.RemoteEndPoint!;
    }

    public IPEndPoint Client { get; }

    public async Task RunAsync(Socket guest, CancellationToken moved)
    {
        using (guest)
        {
            using var broken = CancellationTokenSource.CreateLinkedTokenSource(moved);
            var outward = PumpAsync(guest, _client, broken);
            await Task.WhenAll(PumpAsync(_client, guest, broken), outward);
            // A guest that hangs up without a word has refused the connection.
            _endedWell = await outward > 0;
        }
    }

    public void Dispose()
    {
        if (!_endedWell)
        {
            // Closing with a linger time of zero sends RST.
            _client.LingerState = new LingerOption(true, 0);
        }

        _client.Dispose();
    }

    private static async Task<long> PumpAsync(Socket from, Socket to, CancellationTokenSource broken)
    {
        try
        {
            var total = 0L;
            while (true)
            {
                // An idle connection holds no buffer: an empty read waits until there is something.
                await from.ReceiveAsync(Memory<byte>.Empty, broken.Token);
                var moved = await MoveAsync(from, to, broken.Token);
                if (moved == 0)
                {
                    to.Shutdown(SocketShutdown.Send);
                    return total;
                }

                total += moved;
            }
        }
        catch
        {
            // The other direction has nobody to talk to any more.
            await broken.CancelAsync();
            throw;
        }
    }

    private static async Task<int> MoveAsync(Socket from, Socket to, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            var received = await from.ReceiveAsync(buffer.AsMemory(0, BufferLength), cancellationToken);
            for (var sent = 0; sent < received;)
            {
                sent += await to.SendAsync(buffer.AsMemory(sent, received - sent), cancellationToken);
            }

            return received;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
