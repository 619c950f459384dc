using System.Globalization;
using System.Net.Sockets;
using Baton.Cloud.Network.Slirp;

namespace Baton.Cloud.Network.Switching;

/// <summary>Opens connections to ports of one guest, through unix sockets that its libslirp listens on.</summary>
internal sealed class ForwardDialer(SlirpStack slirp, uint guest, string pathPrefix) : IDisposable
{
    private readonly Dictionary<int, string> _paths = [];
    private readonly Queue<(int Port, TaskCompletionSource<Socket> Done)> _waiting = new();

    public bool IsWaiting => _waiting.Count > 0;

    public void Dial(int port, TaskCompletionSource<Socket> done)
    {
        _waiting.Enqueue((port, done));
        DialWaiting();
    }

    /// <summary>
    /// libslirp listens with a queue of one, so a burst of connections has to wait until it has accepted the last one, which it does between two calls.
    /// </summary>
    public void DialWaiting()
    {
        while (_waiting.TryPeek(out var next) && (next.Done.Task.IsCompleted || TryDial(next.Port, next.Done)))
        {
            _waiting.Dequeue();
        }
    }

    public void Dispose()
    {
        while (_waiting.TryDequeue(out var next))
        {
            next.Done.TrySetException(new IOException("The interface was disconnected."));
        }

        foreach (var path in _paths.Values)
        {
            SocketFile.Delete(path);
        }
    }

    private bool TryDial(int port, TaskCompletionSource<Socket> done)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { Blocking = false };
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(PathOf(port)));
            if (!done.TrySetResult(socket))
            {
                socket.Dispose();
            }

            return true;
        }
        catch (SocketException full) when (full.SocketErrorCode == SocketError.WouldBlock)
        {
            socket.Dispose();
            return false;
        }
        catch (Exception problem) when (problem is SocketException or IOException)
        {
            // Told to the connection that asked.
            socket.Dispose();
            done.TrySetException(problem);
            return true;
        }
    }

    private string PathOf(int port)
    {
        if (!_paths.TryGetValue(port, out var path))
        {
            path = string.Create(CultureInfo.InvariantCulture, $"{pathPrefix}.{port}");
            slirp.Forward(path, guest, port);
            _paths[port] = path;
        }

        return path;
    }
}
