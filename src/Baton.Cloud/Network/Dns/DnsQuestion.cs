using System.Buffers.Binary;
using System.Text;

namespace Baton.Cloud.Network.Dns;

/// <summary>The one question of a DNS query. <see cref="Length"/> counts header and question.</summary>
internal readonly record struct DnsQuestion(string Name, ushort Type, int Length)
{
    public const ushort TypeA = 1;
    public const ushort TypePtr = 12;
    public const ushort TypeAaaa = 28;

    private const int HeaderLength = 12;

    public static bool TryParse(ReadOnlySpan<byte> message, out DnsQuestion question)
    {
        question = default;

        // A standard query with exactly one question.
        if (message.Length < HeaderLength + 5 || (message[2] & 0xf8) != 0 || BinaryPrimitives.ReadUInt16BigEndian(message[4..]) != 1)
        {
            return false;
        }

        var name = new StringBuilder();
        var index = HeaderLength;
        while (message[index] != 0)
        {
            var length = message[index];
            // Above 63 it would be a compression pointer, which a question has no use for. Five bytes follow every label: the end, type and class.
            if (length > 63 || index + 1 + length + 5 > message.Length || name.Length + length > 254)
            {
                return false;
            }

            name.Append(name.Length == 0 ? "" : ".").Append(Encoding.Latin1.GetString(message.Slice(index + 1, length)));
            index += 1 + length;
        }

        question = new DnsQuestion(name.ToString().ToLowerInvariant(), BinaryPrimitives.ReadUInt16BigEndian(message[(index + 1)..]), index + 5);
        return BinaryPrimitives.ReadUInt16BigEndian(message[(index + 3)..]) == 1;
    }
}
