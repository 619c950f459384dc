using System.Buffers.Binary;
using System.Globalization;

namespace Baton.Cloud.Network.Frames;

/// <summary>48 bits in the low end of a number, so that comparing two is one instruction.</summary>
internal readonly record struct MacAddress(ulong Bits)
{
    public static MacAddress Broadcast { get; } = new(0xffff_ffff_ffff);

    public static MacAddress Read(ReadOnlySpan<byte> bytes) =>
        new(((ulong)BinaryPrimitives.ReadUInt16BigEndian(bytes) << 32) | BinaryPrimitives.ReadUInt32BigEndian(bytes[2..]));

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)(Bits >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(bytes[2..], (uint)Bits);
    }

    /// <summary>Reads <c>06:12:34:56:78:9a</c>.</summary>
    public static MacAddress Parse(string text)
    {
        var parts = text.Split(':');
        if (parts.Length != 6)
        {
            throw new FormatException($"'{text}' is not a MAC address.");
        }

        var bits = 0UL;
        foreach (var part in parts)
        {
            bits = (bits << 8) | byte.Parse(part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }

        return new MacAddress(bits);
    }

    /// <summary>The router's address in a subnet: locally administered, and different per router address so that captures read well.</summary>
    public static MacAddress OfRouter(uint address) => new(0x0aff_0000_0000UL | address);
}
