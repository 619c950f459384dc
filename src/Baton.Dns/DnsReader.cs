namespace Baton.Dns;

/// <summary>Bytes as a message.</summary>
public static class DnsReader
{
    /// <summary>Throws <see cref="DnsFormatException"/> for anything that is no message with at most one question.</summary>
    public static DnsMessage Read(byte[] bytes)
    {
        var wire = new WireCursor(bytes);
        var (id, flags) = (wire.Word(), wire.Word());
        var (questions, answers, authorities, additional) = (wire.Word(), wire.Word(), wire.Word(), wire.Word());
        var message = new DnsMessage
        {
            Id = id,
            IsAnswer = (flags & 0x8000) != 0,
            Operation = (flags >> 11) & 0x0f,
            Authoritative = (flags & 0x0400) != 0,
            Truncated = (flags & 0x0200) != 0,
            RecursionDesired = (flags & 0x0100) != 0,
            RecursionAvailable = (flags & 0x0080) != 0,
            Status = (DnsStatus)(flags & 0x0f),
            Question = questions switch { 0 => null, 1 => Question(wire), _ => throw new DnsFormatException("The message has more than one question.") },
        };
        // One after the other: each begins where the one before it ends.
        var first = Records(wire, answers, ref message);
        var second = Records(wire, authorities, ref message);
        var third = Records(wire, additional, ref message);
        return message with { Answers = first, Authorities = second, Additional = third };
    }

    private static DnsQuestion Question(WireCursor wire)
    {
        var question = new DnsQuestion(wire.Name(), (DnsType)wire.Word());
        return wire.Word() is 1 or 255 ? question : throw new DnsFormatException("The question is not about the Internet.");
    }

    private static List<DnsRecord> Records(WireCursor wire, int count, ref DnsMessage message)
    {
        var records = new List<DnsRecord>();
        for (var number = 0; number < count; number++)
        {
            var name = wire.Name();
            var (type, size, timeToLive, length) = ((DnsType)wire.Word(), wire.Word(), wire.Long(), wire.Word());
            if (type == DnsType.OPT)
            {
                wire.Take(length);
                var status = (ushort)message.Status | (timeToLive >> 24) << 4;
                message = message with { DatagramSize = size, EdnsVersion = (int)((timeToLive >> 16) & 0xff), Status = (DnsStatus)status };
                continue;
            }

            records.Add(new(name, type, timeToLive, RecordText.Read(wire, type, length)));
        }

        return records;
    }
}
