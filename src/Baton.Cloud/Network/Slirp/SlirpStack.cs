using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Baton.Cloud.Network.Frames;
using Baton.Cloud.Network.Switching;

namespace Baton.Cloud.Network.Slirp;

/// <summary>
/// One libslirp: the TCP/UDP engine between one interface and the host. One per interface, so that guests share no state and disconnecting
/// one ends exactly its connections. Not thread-safe: everything here, callbacks included, happens on the thread of the <see cref="SwitchLoop"/>.
/// </summary>
/// <remarks>
/// libslirp thinks that its network is 169.254.0.0/16, with the metadata service and the name server in it and the guest outside. That way it can
/// serve 169.254.169.254 itself, and no address of a VPC or of the Internet has a special meaning to it. Its "host" address is the one that
/// clients from outside seem to have; connections to the host's loopback are switched off.
/// </remarks>
internal sealed unsafe class SlirpStack : IDisposable
{
    /// <summary>169.254.169.253: where libslirp sends queries on to the host's resolver.</summary>
    public const uint NameServer = 0xa9fe_a9fd;

    private const int PollIn = 1;
    private const int PollOut = 2;
    private const int PollPriority = 4;
    private const int PollError = 8;
    private const int PollHangUp = 16;

    private readonly Action<SlirpStack, Span<byte>> _toGuest;
    private readonly SlirpCallbacks* _callbacks;
    private readonly GCHandle _self;

    // Filled by callbacks, emptied when libslirp has returned: what may fail, a socket for instance, never runs on top of native frames.
    private readonly Queue<(byte[] Buffer, int Length)> _toDeliver = new();
    private nint _slirp;
    private PollSet? _polled;

    public SlirpStack(uint guest, MacAddress guestMac, int mtu, Action<SlirpStack, Span<byte>> toGuest)
    {
        _toGuest = toGuest;
        _self = GCHandle.Alloc(this);
        _callbacks = (SlirpCallbacks*)NativeMemory.AllocZeroed((nuint)sizeof(SlirpCallbacks));
        *_callbacks = new SlirpCallbacks
        {
            SendPacket = &SendPacket,
            GuestError = &IgnorePair,
            ClockGetNs = &ClockGetNs,
            TimerNew = &TimerNew,
            TimerFree = &IgnorePair,
            TimerMod = &TimerMod,
            RegisterPollFd = &IgnoreDescriptor,
            UnregisterPollFd = &IgnoreDescriptor,
            Notify = &Ignore,
            TimerNewOpaque = &TimerNewOpaque,
        };
        var config = new SlirpConfig
        {
            Version = 4,
            InEnabled = 1,
            VNetwork = ToNetwork(0xa9fe_0000),
            VNetmask = ToNetwork(0xffff_0000),
            VHost = ToNetwork(Ip.OutsideClient),
            VNameServer = ToNetwork(NameServer),
            IfMtu = (nuint)mtu,
            IfMru = (nuint)mtu,
            DisableHostLoopback = 1,
            DisableDhcp = 1,
        };
        _slirp = NativeSlirp.New(&config, _callbacks, GCHandle.ToIntPtr(_self));
        if (_slirp == 0)
        {
            throw new InvalidOperationException("libslirp refused its configuration.");
        }

        Input(ArpReply.Announcement(guest, guestMac));
    }

    /// <summary>Takes a frame of the guest.</summary>
    public void Input(ReadOnlySpan<byte> frame)
    {
        fixed (byte* start = frame)
        {
            NativeSlirp.Input(_slirp, start, frame.Length);
        }

        Deliver();
    }

    /// <summary>Connects what the guest opens to <paramref name="address"/>:<paramref name="port"/> with a unix socket.</summary>
    public void ServeByUnixSocket(uint address, int port, string path)
    {
        var inNetworkOrder = ToNetwork(address);
        if (NativeSlirp.AddUnix(_slirp, path, &inNetworkOrder, port) != 0)
        {
            throw new InvalidOperationException($"libslirp refused to serve {Ip.ToAddress(address)}:{port}.");
        }
    }

    /// <summary>Makes a unix socket whose connections go to a port of the guest.</summary>
    public void Forward(string path, uint guest, int port)
    {
        SocketFile.Delete(path);
        Span<byte> host = stackalloc byte[110];
        host.Clear();
        BitConverter.TryWriteBytes(host, (ushort)1);
        // One byte stays for the terminating zero.
        if (Encoding.UTF8.GetByteCount(path) > 107)
        {
            throw new PathTooLongException($"'{path}' is too long for a unix socket.");
        }

        Encoding.UTF8.GetBytes(path, host[2..]);
        Span<byte> target = stackalloc byte[16];
        target.Clear();
        BitConverter.TryWriteBytes(target, (ushort)2);
        BinaryPrimitives.WriteUInt16BigEndian(target[2..], (ushort)port);
        BinaryPrimitives.WriteUInt32BigEndian(target[4..], guest);
        fixed (byte* hostStart = host, targetStart = target)
        {
            if (NativeSlirp.AddHostForward(_slirp, hostStart, (uint)host.Length, targetStart, (uint)target.Length, 0) != 0)
            {
                throw new IOException($"libslirp could not listen on '{path}' (errno {Marshal.GetLastPInvokeError()}).");
            }
        }
    }

    /// <summary>Adds the sockets of this stack to those that the loop waits for.</summary>
    public void FillPoll(PollSet poll, ref uint timeoutMilliseconds)
    {
        _polled = poll;
        fixed (uint* timeout = &timeoutMilliseconds)
        {
            NativeSlirp.FillPoll(_slirp, timeout, &AddPoll, GCHandle.ToIntPtr(_self));
        }
    }

    /// <summary>Lets the stack look at what became ready, and at its clocks.</summary>
    public void Poll(bool failed)
    {
        // A stack made since the last fill knows of no descriptors yet.
        if (_polled is not null)
        {
            NativeSlirp.Poll(_slirp, failed ? 1 : 0, &GetEvents, GCHandle.ToIntPtr(_self));
            Deliver();
        }
    }

    public void Dispose()
    {
        if (_slirp == 0)
        {
            return;
        }

        NativeSlirp.Cleanup(_slirp);
        _slirp = 0;
        NativeMemory.Free(_callbacks);
        _self.Free();
    }

    private void Deliver()
    {
        while (_toDeliver.TryDequeue(out var frame))
        {
            try
            {
                _toGuest(this, frame.Buffer.AsSpan(0, frame.Length));
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(frame.Buffer);
            }
        }
    }

    private static uint ToNetwork(uint address) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(address) : address;

    private static SlirpStack From(nint opaque) => (SlirpStack)GCHandle.FromIntPtr(opaque).Target!;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint SendPacket(byte* frame, nint length, nint opaque)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)length);
        new ReadOnlySpan<byte>(frame, (int)length).CopyTo(buffer);
        From(opaque)._toDeliver.Enqueue((buffer, (int)length));
        return length;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int AddPoll(int descriptor, int events, nint opaque)
    {
        var native = ((events & PollIn) != 0 ? PollEvents.In : PollEvents.None)
            | ((events & PollOut) != 0 ? PollEvents.Out : PollEvents.None)
            | ((events & PollPriority) != 0 ? PollEvents.Priority : PollEvents.None);
        return From(opaque)._polled!.Add(descriptor, native);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int GetEvents(int index, nint opaque)
    {
        var events = From(opaque)._polled!.EventsOf(index);
        return (events.HasFlag(PollEvents.In) ? PollIn : 0)
            | (events.HasFlag(PollEvents.Out) ? PollOut : 0)
            | (events.HasFlag(PollEvents.Priority) ? PollPriority : 0)
            | (events.HasFlag(PollEvents.Error) ? PollError : 0)
            | (events.HasFlag(PollEvents.HangUp) ? PollHangUp : 0);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long ClockGetNs(nint opaque) => (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));

    // Timers serve IPv6 only, which is off; a timer must not be null all the same.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint TimerNew(nint callback, nint callbackOpaque, nint opaque) => 1;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint TimerNewOpaque(int id, nint callbackOpaque, nint opaque) => 1;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void TimerMod(nint timer, long expires, nint opaque)
    {
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void IgnorePair(nint first, nint opaque)
    {
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void IgnoreDescriptor(int descriptor, nint opaque)
    {
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Ignore(nint opaque)
    {
    }
}
