using System.Buffers.Binary;
using System.Net;

namespace Baton.Cloud.Network.Frames;

/// <summary>IPv4 addresses as numbers in host order: what the switch compares millions of times.</summary>
internal static class Ip
{
    public const byte Icmp = 1;
    public const byte Tcp = 6;
    public const byte Udp = 17;

    public const uint Broadcast = 0xffff_ffff;

    /// <summary>169.254.169.254</summary>
    public const uint Metadata = 0xa9fe_a9fe;

    /// <summary>
    /// 198.51.100.1 (TEST-NET-2): the client that a guest sees when a connection comes in through a public address. Its real source is on loopback,
    /// and a guest drops packets from 127.0.0.0/8 as martians.
    /// </summary>
    public const uint OutsideClient = 0xc633_6401;

    public static uint ToNumber(this IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        return address.TryWriteBytes(bytes, out var length) && length == 4
            ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
            : throw new ArgumentException($"{address} is not an IPv4 address.", nameof(address));
    }

    public static IPAddress ToAddress(uint number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return new IPAddress(bytes);
    }

    public static uint MaskOf(int prefixLength) => prefixLength == 0 ? 0 : uint.MaxValue << (32 - prefixLength);

    public static bool Contains(this IPNetwork network, uint address) =>
        network.BaseAddress.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork
        && ((network.BaseAddress.ToNumber() ^ address) & MaskOf(network.PrefixLength)) == 0;
}
