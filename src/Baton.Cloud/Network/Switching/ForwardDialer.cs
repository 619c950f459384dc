using System.Globalization;
using System.Net.Sockets;
using Baton.Cloud.Network.Slirp;

namespace Baton.Cloud.Network.Switching;

/// <summary>Opens connections to ports of one guest, through unix sockets that its libslirp listens on.</summary>
internal sealed class ForwardDialer(SlirpStack slirp, uint guest, string pathPrefix, TimeProvider time) : IDisposable
{
    // libslirp accepts in its next turn, and sends its SYN in the same moment. One that never comes must not keep the port.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly Dictionary<int, string> _paths = [];
    private readonly Dictionary<int, Knock> _knocking = [];
    private readonly Queue<(int Port, TaskCompletionSource<Socket> Done)> _waiting = new();

    public bool IsWaiting => _waiting.Count > 0;

    public void Dial(int port, TaskCompletionSource<Socket> done)
    {
        _waiting.Enqueue((port, done));
        DialWaiting();
    }

    /// <summary>
    /// One after another for each port: the next SYN of libslirp to it belongs to the connection that it has not sent one for yet. Its queue holds hardly more.
    /// </summary>
    public void DialWaiting()
    {
        for (var count = _waiting.Count; count > 0; count--)
        {
            var next = _waiting.Dequeue();
            if (!next.Done.Task.IsCompleted && !TryDial(next.Port, next.Done))
            {
                _waiting.Enqueue(next);
            }
        }
    }

    /// <summary>The connection that libslirp's SYN to a port belongs to.</summary>
    public Knock? Take(int port) => _knocking.Remove(port, out var knock) ? knock : null;

    public void Dispose()
    {
        while (_waiting.TryDequeue(out var next))
        {
            next.Done.TrySetException(new IOException("The interface was disconnected."));
        }

        foreach (var knock in _knocking.Values)
        {
            knock.Refused();
        }

        foreach (var path in _paths.Values)
        {
            SocketFile.Delete(path);
        }
    }

    private bool TryDial(int port, TaskCompletionSource<Socket> done)
    {
        if (_knocking.TryGetValue(port, out var before) && time.GetElapsedTime(before.Since) < s_patience)
        {
            return false;
        }

        before?.Refused();
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { Blocking = false };
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(PathOf(port)));
            _knocking[port] = new(socket, done, time.GetTimestamp());
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
