using System.Buffers.Binary;

namespace Baton.Cloud.Network.Frames;

/// <summary>The Internet checksum (RFC 1071) and its incremental update (RFC 1624).</summary>
internal static class Checksum
{
    public static uint Sum(ReadOnlySpan<byte> data, uint sum = 0)
    {
        var index = 0;
        for (; index + 1 < data.Length; index += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(data[index..]);
        }

        return index < data.Length ? sum + ((uint)data[index] << 8) : sum;
    }

    public static ushort Fold(uint sum)
    {
        while (sum >> 16 != 0)
        {
            sum = (sum & 0xffff) + (sum >> 16);
        }

        return (ushort)~sum;
    }

    /// <summary>What the checksum becomes when a covered 32-bit field changes.</summary>
    public static ushort Update(ushort checksum, uint before, uint after)
    {
        var sum = (uint)(ushort)~checksum;
        sum += (ushort)~(before >> 16);
        sum += (ushort)~before;
        sum += after >> 16;
        sum += after & 0xffff;
        return Fold(sum);
    }
}
