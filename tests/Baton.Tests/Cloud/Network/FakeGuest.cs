using System.Buffers.Binary;
using System.Net.Sockets;
using Baton.Cloud.Network.Frames;

namespace Baton.Tests.Cloud.Network;

/// <summary>The end of an interface that QEMU would be: sends and receives frames by hand.</summary>
internal sealed class FakeGuest : IDisposable
{
    public const uint Router = 0xac1f_0001;

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly UnixDomainSocketEndPoint _switch;

    public FakeGuest(string runDirectory, int number)
    {
        Mac = new MacAddress(0x0600_0000_0000UL + (ulong)number);
        Address = 0xac1f_050aU + (uint)number;
        _switch = new UnixDomainSocketEndPoint(Path.Combine(runDirectory, $"eni-{number}.sw"));
        _socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(runDirectory, $"eni-{number}.q")));
        // Bounded: a test that waits for a frame that never comes fails here.
        _socket.ReceiveTimeout = 10_000;
    }

    public MacAddress Mac { get; }

    public uint Address { get; }

    public void Send(ReadOnlySpan<byte> frame) => _socket.SendTo(frame, _switch);

    public byte[] Receive()
    {
        var buffer = new byte[16384];
        return buffer[.._socket.Receive(buffer)];
    }

    public void AskWhoHas(uint target)
    {
        var frame = new byte[60];
        ArpReply.Write(frame, Address, Mac, target, default);
        MacAddress.Broadcast.Write(frame);
        frame[21] = 1;
        Send(frame);
    }

    /// <summary>Frames are handled in order: when the next thing to come is this answer, what was sent before had none.</summary>
    public void AssertNothingCame()
    {
        AskWhoHas(Router);
        Assert.Equal(0x0806, BinaryPrimitives.ReadUInt16BigEndian(Receive().AsSpan(12)));
    }

    public byte[] Udp(uint to, ushort fromPort, ushort toPort, ReadOnlySpan<byte> payload, uint? from = null)
    {
        var frame = new byte[UdpFrame.HeadersLength + payload.Length];
        payload.CopyTo(frame.AsSpan(UdpFrame.HeadersLength));
        UdpFrame.Write(frame, payload.Length, MacAddress.OfRouter(Router), Mac, new FlowTuple(Ip.Udp, from ?? Address, fromPort, to, toPort));
        return frame;
    }

    public byte[] Tcp(FlowTuple tuple, uint sequence, uint acknowledged, TcpFlags flags, ReadOnlySpan<byte> payload = default)
    {
        // A maximum segment size goes with every SYN, as with every real stack.
        ReadOnlySpan<byte> options = flags.HasFlag(TcpFlags.Syn) ? [2, 4, 0x22, 0x60] : [];
        var frame = Udp(tuple.Destination, 0, 0, new byte[12 + options.Length + payload.Length], tuple.Source);
        frame[23] = Ip.Tcp;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(24), 0);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(24), Checksum.Fold(Checksum.Sum(frame.AsSpan(14, 20))));
        var segment = frame.AsSpan(34);
        segment.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(segment, tuple.SourcePort);
        BinaryPrimitives.WriteUInt16BigEndian(segment[2..], tuple.DestinationPort);
        BinaryPrimitives.WriteUInt32BigEndian(segment[4..], sequence);
        BinaryPrimitives.WriteUInt32BigEndian(segment[8..], acknowledged);
        segment[12] = (byte)((20 + options.Length) << 2);
        segment[13] = (byte)flags;
        BinaryPrimitives.WriteUInt16BigEndian(segment[14..], 0xffff);
        options.CopyTo(segment[20..]);
        payload.CopyTo(segment[(20 + options.Length)..]);
        BinaryPrimitives.WriteUInt16BigEndian(segment[16..], Checksum.Fold(Checksum.Sum(frame.AsSpan(26), (uint)(Ip.Tcp + segment.Length))));
        return frame;
    }

    public byte[] Ping(uint to, byte type = 8)
    {
        var frame = Udp(to, 0, 0, []);
        frame[23] = Ip.Icmp;
        frame.AsSpan(34).Clear();
        frame[34] = type;
        frame[39] = 7;
        return frame;
    }

    /// <summary>The next TCP segment that comes with all of the flags.</summary>
    public byte[] ReceiveTcp(TcpFlags flags, bool withData = false)
    {
        while (true)
        {
            var frame = Receive();
            if (frame[23] == Ip.Tcp && ((TcpFlags)frame[47] & flags) == flags && (!withData || TcpPayload(frame).Length > 0))
            {
                return frame;
            }
        }
    }

    public static FlowTuple TupleOf(byte[] frame) => Ipv4Frame.TryParse(frame, out var parsed) ? parsed.Tuple : throw new InvalidDataException("Not IPv4.");

    public static uint SequenceOf(byte[] frame) => BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(38));

    public static ReadOnlySpan<byte> TcpPayload(byte[] frame) =>
        frame.AsSpan(34 + ((frame[46] >> 4) * 4), 14 + BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(16)) - 34 - ((frame[46] >> 4) * 4));

    public void Dispose() => _socket.Dispose();
}
