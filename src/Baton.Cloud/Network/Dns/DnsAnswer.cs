using System.Buffers.Binary;
using System.Text;

namespace Baton.Cloud.Network.Dns;

/// <summary>Writes answers of our own.</summary>
internal static class DnsAnswer
{
    public const int MaximumLength = 512;

    private const uint TimeToLive = 60;

    public static int WriteAddress(Span<byte> reply, ReadOnlySpan<byte> query, in DnsQuestion question, uint address)
    {
        Span<byte> data = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(data, address);
        return Write(reply, query, question, data);
    }

    public static int WriteName(Span<byte> reply, ReadOnlySpan<byte> query, in DnsQuestion question, string name)
    {
        Span<byte> data = stackalloc byte[256];
        var length = 0;
        foreach (var label in name.Split('.'))
        {
            data[length] = (byte)label.Length;
            length += 1 + Encoding.ASCII.GetBytes(label, data[(length + 1)..]);
        }

        data[length] = 0;
        return Write(reply, query, question, data[..(length + 1)]);
    }

    /// <summary>The name exists, but has nothing of the type asked for.</summary>
    public static int WriteNothing(Span<byte> reply, ReadOnlySpan<byte> query, in DnsQuestion question) => Write(reply, query, question, default);

    private static int Write(Span<byte> reply, ReadOnlySpan<byte> query, in DnsQuestion question, ReadOnlySpan<byte> data)
    {
        query[..question.Length].CopyTo(reply);
        // Response, authoritative, recursion as asked and available, no error; counts of the sections that follow the question.
        reply[2] = (byte)(0x84 | (query[2] & 1));
        reply[3] = 0x80;
        reply[6..12].Clear();
        if (data.IsEmpty)
        {
            return question.Length;
        }

        reply[7] = 1;
        var record = reply[question.Length..];
        BinaryPrimitives.WriteUInt16BigEndian(record, 0xc00c);
        BinaryPrimitives.WriteUInt16BigEndian(record[2..], question.Type);
        BinaryPrimitives.WriteUInt16BigEndian(record[4..], 1);
        BinaryPrimitives.WriteUInt32BigEndian(record[6..], TimeToLive);
        BinaryPrimitives.WriteUInt16BigEndian(record[10..], (ushort)data.Length);
        data.CopyTo(record[12..]);
        return question.Length + 12 + data.Length;
    }
}
