using System.Buffers.Binary;

namespace Baton.Cloud.Network.Frames;

/// <summary>
/// An Ethernet frame that holds a plausible IPv4 packet: lengths checked, no options, a whole transport header in it unless it is a later
/// fragment. Nothing behind this type needs to check a length again, and nothing else is ever handed to libslirp.
/// </summary>
internal readonly ref struct Ipv4Frame
{
    public const int EthernetLength = 14;
    public const int HeaderLength = 20;
    public const int TransportOffset = EthernetLength + HeaderLength;

    private Ipv4Frame(Span<byte> bytes) => Bytes = bytes;

    /// <summary>The frame, cut to the length that the IP header states.</summary>
    public Span<byte> Bytes { get; }

    public byte Protocol => Bytes[23];

    public uint Source => BinaryPrimitives.ReadUInt32BigEndian(Bytes[26..]);

    public uint Destination => BinaryPrimitives.ReadUInt32BigEndian(Bytes[30..]);

    public ushort Identification => BinaryPrimitives.ReadUInt16BigEndian(Bytes[18..]);

    public bool IsLaterFragment => (BinaryPrimitives.ReadUInt16BigEndian(Bytes[20..]) & 0x1fff) != 0;

    public bool HasMoreFragments => (Bytes[20] & 0x20) != 0;

    /// <summary>Source port, or 0 for protocols without ports.</summary>
    public ushort SourcePort => HasPorts ? BinaryPrimitives.ReadUInt16BigEndian(Bytes[34..]) : (ushort)0;

    public ushort DestinationPort => HasPorts ? BinaryPrimitives.ReadUInt16BigEndian(Bytes[36..]) : (ushort)0;

    public uint TcpSequence => BinaryPrimitives.ReadUInt32BigEndian(Bytes[38..]);

    public TcpFlags TcpFlags => (TcpFlags)Bytes[47];

    public byte IcmpType => Bytes[34];

    public byte IcmpCode => Bytes[35];

    public Span<byte> UdpPayload => Bytes[(TransportOffset + 8)..];

    private bool HasPorts => Protocol is Ip.Tcp or Ip.Udp && !IsLaterFragment;

    public static bool TryParse(Span<byte> frame, out Ipv4Frame parsed)
    {
        parsed = default;
        if (frame.Length < TransportOffset
            || BinaryPrimitives.ReadUInt16BigEndian(frame[12..]) != 0x0800
            || frame[EthernetLength] != 0x45)
        {
            return false;
        }

        var length = EthernetLength + BinaryPrimitives.ReadUInt16BigEndian(frame[16..]);
        if (length < TransportOffset || length > frame.Length)
        {
            return false;
        }

        var candidate = new Ipv4Frame(frame[..length]);
        if (!candidate.IsLaterFragment && !candidate.HasWholeTransportHeader())
        {
            return false;
        }

        parsed = candidate;
        return true;
    }

    public FlowTuple Tuple => Protocol == Ip.Icmp
        ? new(Protocol, Source, EchoId, Destination, EchoId)
        : new(Protocol, Source, SourcePort, Destination, DestinationPort);

    /// <summary>An echo's identifier stands for the port in the tables; other ICMP messages have 0.</summary>
    private ushort EchoId => Protocol == Ip.Icmp && !IsLaterFragment && IcmpType is 0 or 8 ? BinaryPrimitives.ReadUInt16BigEndian(Bytes[38..]) : (ushort)0;

    /// <summary>The tuple of the packet that an ICMP error is about, as its sender sent it.</summary>
    public bool TryReadIcmpSubject(out FlowTuple subject)
    {
        subject = default;
        if (Protocol != Ip.Icmp || IsLaterFragment || IcmpType is not (3 or 4 or 11 or 12))
        {
            return false;
        }

        // Type, code, checksum, 4 bytes unused; then the header of the original packet and its first 8 bytes.
        var original = Bytes[(TransportOffset + 8)..];
        if (original.Length < HeaderLength + 8 || original[0] != 0x45)
        {
            return false;
        }

        var hasPorts = original[9] is Ip.Tcp or Ip.Udp;
        subject = new FlowTuple(
            original[9],
            BinaryPrimitives.ReadUInt32BigEndian(original[12..]),
            hasPorts ? BinaryPrimitives.ReadUInt16BigEndian(original[20..]) : (ushort)0,
            BinaryPrimitives.ReadUInt32BigEndian(original[16..]),
            hasPorts ? BinaryPrimitives.ReadUInt16BigEndian(original[22..]) : (ushort)0);
        return true;
    }

    public void SetMacAddresses(MacAddress destination, MacAddress source)
    {
        destination.Write(Bytes);
        source.Write(Bytes[6..]);
    }

    public void ReplaceDestination(uint address) => ReplaceAddress(30, address);

    public void ReplaceSource(uint address) => ReplaceAddress(26, address);

    private void ReplaceAddress(int offset, uint after)
    {
        var before = BinaryPrimitives.ReadUInt32BigEndian(Bytes[offset..]);
        BinaryPrimitives.WriteUInt32BigEndian(Bytes[offset..], after);
        Update(Bytes[24..], before, after);
        if (IsLaterFragment)
        {
            return;
        }

        // The transport checksum covers the addresses too; a UDP checksum of zero means that there is none.
        if (Protocol == Ip.Tcp)
        {
            Update(Bytes[50..], before, after);
        }
        else if (Protocol == Ip.Udp && BinaryPrimitives.ReadUInt16BigEndian(Bytes[40..]) != 0)
        {
            Update(Bytes[40..], before, after);
        }
    }

    private static void Update(Span<byte> field, uint before, uint after) =>
        BinaryPrimitives.WriteUInt16BigEndian(field, Checksum.Update(BinaryPrimitives.ReadUInt16BigEndian(field), before, after));

    private bool HasWholeTransportHeader()
    {
        var transport = Bytes.Length - TransportOffset;
        return Protocol switch
        {
            Ip.Tcp => transport >= 20 && Bytes[46] >> 4 >= 5 && (Bytes[46] >> 4) * 4 <= transport,
            // A first fragment states the length of the whole datagram.
            Ip.Udp => transport >= 8 && BinaryPrimitives.ReadUInt16BigEndian(Bytes[38..]) is var stated && stated >= 8
                && (HasMoreFragments || stated <= transport),
            Ip.Icmp => transport >= 8,
            _ => true,
        };
    }
}
