using System.Buffers.Binary;

namespace Baton.Dns;

/// <summary>Reads a message that somebody sent: nothing in it is trusted.</summary>
internal sealed class WireCursor(byte[] message)
{
    public int Place { get; private set; }

    public byte Byte() => Take(1)[0];

    public ushort Word() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public uint Long() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || Place + count > message.Length)
        {
            throw new DnsFormatException("The message ends in the middle of something.");
        }

        Place += count;
        return message.AsSpan(Place - count, count);
    }

    public string Name()
    {
        var labels = new List<byte[]>();
        var (after, lowest) = (-1, Place);
        while (true)
        {
            var length = Byte();
            if (length == 0)
            {
                break;
            }

            if (length < 0xc0)
            {
                labels.Add(length < 0x40 ? Take(length).ToArray() : throw new DnsFormatException("A label has a type that nobody uses."));
                continue;
            }

            // Only ever backwards, so that it ends.
            var to = ((length & 0x3f) << 8) | Byte();
            after = after < 0 ? Place : after;
            Place = to < lowest ? to : throw new DnsFormatException("A compressed name does not point backwards.");
            lowest = to;
        }

        Place = after < 0 ? Place : after;
        return DnsName.Join(labels);
    }
}
