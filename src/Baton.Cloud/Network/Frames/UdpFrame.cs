using System.Buffers.Binary;

namespace Baton.Cloud.Network.Frames;

/// <summary>Writes a UDP datagram with all its headers.</summary>
internal static class UdpFrame
{
    public const int HeadersLength = Ipv4Frame.TransportOffset + 8;

    /// <summary>The payload is already in <paramref name="frame"/> behind the headers.</summary>
    public static Span<byte> Write(Span<byte> frame, int payloadLength, MacAddress destinationMac, MacAddress sourceMac, FlowTuple tuple)
    {
        var whole = frame[..(HeadersLength + payloadLength)];
        whole[..HeadersLength].Clear();
        destinationMac.Write(whole);
        sourceMac.Write(whole[6..]);
        BinaryPrimitives.WriteUInt16BigEndian(whole[12..], 0x0800);
        whole[14] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(whole[16..], (ushort)(whole.Length - Ipv4Frame.EthernetLength));
        whole[20] = 0x40;
        whole[22] = 64;
        whole[23] = Ip.Udp;
        BinaryPrimitives.WriteUInt32BigEndian(whole[26..], tuple.Source);
        BinaryPrimitives.WriteUInt32BigEndian(whole[30..], tuple.Destination);
        BinaryPrimitives.WriteUInt16BigEndian(whole[24..], Checksum.Fold(Checksum.Sum(whole[14..34])));
        BinaryPrimitives.WriteUInt16BigEndian(whole[34..], tuple.SourcePort);
        BinaryPrimitives.WriteUInt16BigEndian(whole[36..], tuple.DestinationPort);
        BinaryPrimitives.WriteUInt16BigEndian(whole[38..], (ushort)(8 + payloadLength));
        var sum = Checksum.Fold(Checksum.Sum(whole[26..], (uint)(Ip.Udp + 8 + payloadLength)));
        BinaryPrimitives.WriteUInt16BigEndian(whole[40..], sum == 0 ? (ushort)0xffff : sum);
        return whole;
    }
}
