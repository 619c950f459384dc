using System.Buffers.Binary;

namespace Baton.Dns;

/// <summary>Writes a message from its beginning to its end.</summary>
internal sealed class WireBuffer
{
    // A pointer has 14 bits for the place that it points to.
    private const int FarthestPointer = 0x3fff;

    private readonly Dictionary<string, int> _names = new(StringComparer.OrdinalIgnoreCase);
    private byte[] _bytes = new byte[512];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Byte(byte value) => Room(1)[0] = value;

    public void Word(int value) => BinaryPrimitives.WriteUInt16BigEndian(Room(2), checked((ushort)value));

    public void Long(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Room(4), value);

    public void Bytes(ReadOnlySpan<byte> value) => value.CopyTo(Room(value.Length));

    /// <summary>Of a place that was written before, such as a length that is known only now.</summary>
    public void WordAt(int place, int value) => BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(place), checked((ushort)value));

    /// <param name="compress">Whether the end of the name may be a pointer to where it was written before.</param>
    public void Name(string name, bool compress)
    {
        var labels = DnsName.Labels(name);
        for (var index = 0; index < labels.Count; index++)
        {
            var rest = DnsName.Join(labels.Skip(index));
            if (compress && _names.TryGetValue(rest, out var place))
            {
                Word(0xc000 | place);
                return;
            }

            if (Length <= FarthestPointer)
            {
                _names.TryAdd(rest, Length);
            }

            Byte((byte)labels[index].Length);
            Bytes(labels[index]);
        }

        Byte(0);
    }

    private Span<byte> Room(int count)
    {
        if (Length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        }

        Length += count;
        return _bytes.AsSpan(Length - count, count);
    }
}
