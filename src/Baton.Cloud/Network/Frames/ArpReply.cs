using System.Buffers.Binary;

namespace Baton.Cloud.Network.Frames;

/// <summary>Reads ARP requests and writes the answers to them.</summary>
internal static class ArpReply
{
    public const int Length = 60;

    private static ReadOnlySpan<byte> EthernetIpv4Request => [0, 1, 8, 0, 6, 4, 0, 1];

    /// <summary>The address asked for, when the frame is a request that its sender may make.</summary>
    public static bool TryReadRequest(ReadOnlySpan<byte> frame, MacAddress sender, uint senderAddress, out uint target)
    {
        target = 0;
        if (frame.Length < 42 || !frame.Slice(14, 8).SequenceEqual(EthernetIpv4Request) || MacAddress.Read(frame[22..]) != sender)
        {
            return false;
        }

        // 0.0.0.0 asks whether an address is taken (RFC 5227); anything else must be the sender's own.
        var claimed = BinaryPrimitives.ReadUInt32BigEndian(frame[28..]);
        target = BinaryPrimitives.ReadUInt32BigEndian(frame[38..]);
        return (claimed == 0 || claimed == senderAddress) && target != senderAddress;
    }

    /// <summary>Writes "<paramref name="owner"/> is at <paramref name="ownerMac"/>".</summary>
    public static void Write(Span<byte> frame, uint owner, MacAddress ownerMac, uint asker, MacAddress askerMac)
    {
        frame[..Length].Clear();
        askerMac.Write(frame);
        ownerMac.Write(frame[6..]);
        BinaryPrimitives.WriteUInt16BigEndian(frame[12..], 0x0806);
        EthernetIpv4Request.CopyTo(frame[14..]);
        frame[21] = 2;
        ownerMac.Write(frame[22..]);
        BinaryPrimitives.WriteUInt32BigEndian(frame[28..], owner);
        askerMac.Write(frame[32..]);
        BinaryPrimitives.WriteUInt32BigEndian(frame[38..], asker);
    }

    /// <summary>"I am here", of the guest: libslirp sends nothing to an address whose MAC address it has not learnt.</summary>
    public static byte[] Announcement(uint address, MacAddress mac)
    {
        var frame = new byte[Length];
        Write(frame, address, mac, address, MacAddress.Broadcast);
        frame[21] = 1;
        return frame;
    }
}
