namespace Baton.Dns;

/// <summary>A message as bytes.</summary>
public static class DnsWriter
{
    public const int LongestMessage = 65535;

    /// <summary>Leaves out what does not fit: first what is only additional, then all, and says that it is truncated.</summary>
    public static byte[] Write(DnsMessage message, int longest)
    {
        var whole = Write(message);
        if (whole.Length <= longest)
        {
            return whole;
        }

        var shorter = Write(message with { Additional = [] });
        return shorter.Length <= longest ? shorter : Write(message with { Truncated = true, Answers = [], Authorities = [], Additional = [] });
    }

    private static byte[] Write(DnsMessage message)
    {
        var wire = new WireBuffer();
        wire.Word(message.Id);
        wire.Word(Flags(message));
        wire.Word(message.Question is null ? 0 : 1);
        wire.Word(message.Answers.Count);
        wire.Word(message.Authorities.Count);
        wire.Word(message.Additional.Count + (message.DatagramSize is null ? 0 : 1));
        if (message.Question is { } question)
        {
            wire.Name(question.Name, compress: true);
            wire.Word((ushort)question.Type);
            wire.Word(1);
        }

        foreach (var record in message.Answers.Concat(message.Authorities).Concat(message.Additional))
        {
            Record(wire, record);
        }

        if (message.DatagramSize is { } size)
        {
            // The pseudo-record of EDNS: its class is the size, its TTL the rest of the status and the version.
            wire.Byte(0);
            wire.Word((ushort)DnsType.OPT);
            wire.Word(size);
            wire.Long((uint)(((ushort)message.Status >> 4) << 24 | message.EdnsVersion << 16));
            wire.Word(0);
        }

        return wire.Written.ToArray();
    }

    private static void Record(WireBuffer wire, DnsRecord record)
    {
        wire.Name(record.Name, compress: true);
        wire.Word((ushort)record.Type);
        wire.Word(1);
        wire.Long(record.TimeToLive);
        wire.Word(0);
        var start = wire.Length;
        RecordText.Write(wire, record.Type, record.Data);
        wire.WordAt(start - 2, wire.Length - start);
    }

    private static int Flags(DnsMessage message) =>
        (message.IsAnswer ? 0x8000 : 0) | (message.Operation << 11) | (message.Authoritative ? 0x0400 : 0) | (message.Truncated ? 0x0200 : 0)
        | (message.RecursionDesired ? 0x0100 : 0) | (message.RecursionAvailable ? 0x0080 : 0) | ((ushort)message.Status & 0x0f);
}
