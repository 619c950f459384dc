using System.Net.Sockets;

namespace Baton.Cloud.Network.Switching;

/// <summary>
/// The two unix datagram sockets between the switch and one interface of a machine; a datagram is a frame. Never blocks: what a machine does not
/// take is queued up to a bound and then dropped, as on a real network. The machine may come, go and come back.
/// </summary>
internal sealed class FrameLink : IDisposable
{
    public const int MaximumFrame = 16 * 1024;

    private const int MaximumQueued = 512;
    private static readonly TimeSpan ConnectPeriod = TimeSpan.FromMilliseconds(50);

    private readonly string _machinePath;
    private readonly string _ownPath;
    private readonly TimeProvider _time;
    private readonly Socket _receive = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly Queue<byte[]> _queue = new();
    private Socket? _send;
    private long? _connectTriedAt;

    public FrameLink(string machinePath, string ownPath, TimeProvider time)
    {
        _machinePath = machinePath;
        _ownPath = ownPath;
        _time = time;
        // A socket of a process that died is only a name.
        SocketFile.Delete(ownPath);
        _receive.Blocking = false;
        _receive.ReceiveBufferSize = 1 << 20;
        _receive.Bind(new UnixDomainSocketEndPoint(ownPath));
    }

    public int ReceiveDescriptor => (int)_receive.Handle;

    /// <summary>The socket to wait for until the machine takes frames again, or -1 when nothing waits.</summary>
    public int BlockedDescriptor => _queue.Count > 0 && _send is { } socket ? (int)socket.Handle : -1;

    /// <summary>Frames that were dropped because the machine did not take them.</summary>
    public long Dropped { get; private set; }

    public bool TryReceive(Span<byte> buffer, out int length)
    {
        length = _receive.Receive(buffer, SocketFlags.None, out var error);
        return error == SocketError.Success;
    }

    public void Send(ReadOnlySpan<byte> frame)
    {
        if (_queue.Count == 0 && TrySend(frame))
        {
            return;
        }

        if (_send is null || _queue.Count >= MaximumQueued)
        {
            Dropped++;
            return;
        }

        _queue.Enqueue(frame.ToArray());
    }

    public void Flush()
    {
        while (_queue.TryPeek(out var frame) && TrySend(frame))
        {
            _queue.Dequeue();
        }

        if (_send is null)
        {
            Dropped += _queue.Count;
            _queue.Clear();
        }
    }

    public void Dispose()
    {
        _receive.Dispose();
        _send?.Dispose();
        SocketFile.Delete(_ownPath);
    }

    // False: the machine's queue is full, or there is no machine (then _send is null).
    private bool TrySend(ReadOnlySpan<byte> frame)
    {
        for (var attempt = 0; attempt < 2; attempt++)
        {
            if (_send is null && !TryConnect())
            {
                return false;
            }

            _send!.Send(frame, SocketFlags.None, out var error);
            switch (error)
            {
                case SocketError.Success:
                    return true;
                case SocketError.WouldBlock or SocketError.NoBufferSpaceAvailable or SocketError.IOPending:
                    return false;
                default:
                    // The process behind the name is gone; a new one may have taken the name.
                    _send.Dispose();
                    _send = null;
                    break;
            }
        }

        return false;
    }

    // A socket of its own for sending, connected: poll then tells when the machine's queue has room. The bound one must stay unconnected, or it
    // would refuse the frames of the machine's next process.
    private bool TryConnect()
    {
        if (_connectTriedAt is { } tried && _time.GetElapsedTime(tried) < ConnectPeriod)
        {
            return false;
        }

        _connectTriedAt = _time.GetTimestamp();
        if (!File.Exists(_machinePath))
        {
            return false;
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
        try
        {
            socket.SendBufferSize = 1 << 20;
            socket.Connect(new UnixDomainSocketEndPoint(_machinePath));
        }
        catch (SocketException)
        {
            // No machine; the frame is dropped, as for a machine that is off.
            socket.Dispose();
            return false;
        }

        _connectTriedAt = null;
        _send = socket;
        return true;
    }
}
