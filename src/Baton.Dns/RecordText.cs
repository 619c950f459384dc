using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Baton.Dns;

/// <summary>The data of a record, between the text of zone files and the wire.</summary>
public static class RecordText
{
    // The form of each type, one letter per field: name (compressible or not), numbers of 8, 16 and 32 bits, character string, all the strings that follow,
    // text to the end, hexadecimal to the end.
    private static readonly Dictionary<DnsType, string> s_forms = new()
    {
        [DnsType.A] = "4", [DnsType.AAAA] = "6", [DnsType.NS] = "n", [DnsType.CNAME] = "n", [DnsType.PTR] = "n", [DnsType.SOA] = "nnlllll", [DnsType.MX] = "wn",
        [DnsType.TXT] = "s", [DnsType.SPF] = "s", [DnsType.SRV] = "wwwu", [DnsType.NAPTR] = "wwcccu", [DnsType.CAA] = "btv", [DnsType.DS] = "wbbh",
        [DnsType.SSHFP] = "bbh", [DnsType.TLSA] = "bbbh",
    };

    public static bool Knows(DnsType type) => s_forms.ContainsKey(type);

    /// <summary>Throws <see cref="DnsFormatException"/> when the text is no data of the type.</summary>
    public static void Check(DnsType type, string text) => Write(new(), type, text);

    internal static void Write(WireBuffer wire, DnsType type, string text)
    {
        var words = new TextWords(text);
        foreach (var field in s_forms.GetValueOrDefault(type) ?? throw new DnsFormatException($"Data of type {type} is not known here."))
        {
            Write(wire, field, words);
        }

        words.End();
    }

    internal static string Read(WireCursor wire, DnsType type, int length)
    {
        var end = wire.Place + length;
        if (!s_forms.TryGetValue(type, out var form))
        {
            // As RFC 3597 writes what it does not know: \# 4 0a000001
            return string.Create(CultureInfo.InvariantCulture, $"\\# {length} {Convert.ToHexStringLower(wire.Take(length))}");
        }

        var words = new List<string>();
        foreach (var field in form)
        {
            words.AddRange(Read(wire, field, end));
        }

        return wire.Place == end ? string.Join(' ', words) : throw new DnsFormatException($"The length of a record of type {type} is wrong.");
    }

    private static void Write(WireBuffer wire, char field, TextWords words)
    {
        switch (field)
        {
            case '4' or '6':
                wire.Bytes(Address(words.Word(), field == '4' ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6));
                break;
            case 'n' or 'u':
                wire.Name(words.Word(), compress: field == 'n');
                break;
            case 'b':
                wire.Byte((byte)words.Number(byte.MaxValue));
                break;
            case 'w':
                wire.Word((int)words.Number(ushort.MaxValue));
                break;
            case 'l':
                wire.Long(words.Number(uint.MaxValue));
                break;
            case 'h':
                wire.Bytes(words.Hexadecimal());
                break;
            case 'v':
                wire.Bytes(words.Bytes());
                break;
            case 'c' or 't':
                CharacterString(wire, words.Bytes());
                break;
            default:
                do
                {
                    CharacterString(wire, words.Bytes());
                }
                while (words.More);
                break;
        }
    }

    private static List<string> Read(WireCursor wire, char field, int end)
    {
        switch (field)
        {
            case '4' or '6':
                return [new IPAddress(wire.Take(field == '4' ? 4 : 16)).ToString()];
            case 'n' or 'u':
                return [wire.Name()];
            case 'b':
                return [wire.Byte().ToString(CultureInfo.InvariantCulture)];
            case 'w':
                return [wire.Word().ToString(CultureInfo.InvariantCulture)];
            case 'l':
                return [wire.Long().ToString(CultureInfo.InvariantCulture)];
            case 'h':
                return [Convert.ToHexStringLower(wire.Take(end - wire.Place))];
            case 'v':
                return [Quoted(wire.Take(end - wire.Place))];
            case 't':
                return [Encoding.Latin1.GetString(wire.Take(wire.Byte()))];
            case 'c':
                return [Quoted(wire.Take(wire.Byte()))];
            default:
                var strings = new List<string>();
                while (wire.Place < end)
                {
                    strings.Add(Quoted(wire.Take(wire.Byte())));
                }

                return strings;
        }
    }

    private static byte[] Address(string text, AddressFamily family) =>
        // "1" and "1.2" are addresses to .NET, but not to DNS.
        IPAddress.TryParse(text, out var address) && address.AddressFamily == family && (family == AddressFamily.InterNetworkV6 || text.Count(one => one == '.') == 3)
            ? address.GetAddressBytes()
            : throw new DnsFormatException($"'{text}' is no {(family == AddressFamily.InterNetwork ? "IPv4" : "IPv6")} address.");

    private static void CharacterString(WireBuffer wire, byte[] text)
    {
        wire.Byte(text.Length <= 255 ? (byte)text.Length : throw new DnsFormatException("A character string has more than 255 characters."));
        wire.Bytes(text);
    }

    private static string Quoted(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder("\"");
        foreach (var one in bytes)
        {
            _ = (char)one switch
            {
                '"' or '\\' => text.Append('\\').Append((char)one),
                >= ' ' and <= '~' => text.Append((char)one),
                _ => text.Append(CultureInfo.InvariantCulture, $"\\{one:000}"),
            };
        }

        return text.Append('"').ToString();
    }
}
