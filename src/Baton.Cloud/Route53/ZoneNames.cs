using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Baton.Dns;

namespace Baton.Cloud.Route53;

/// <summary>
/// Names as Route 53 writes them: in lower case, with a final dot, and with every byte that is no letter, digit, hyphen, underscore or dot in octal: <c>\052.example.com.</c>
/// (zone files write such numbers in decimal).
/// </summary>
internal static partial class ZoneNames
{
    /// <summary>Throws <see cref="DnsFormatException"/> for what can be no name.</summary>
    public static string Normalize(string name) => Write(DnsName.Labels(ToDecimal(name)));

    /// <summary>Of a name that the wire's codec has read.</summary>
    public static string FromWire(string name) => Write(DnsName.Labels(name));

    public static string WildcardUnder(string name) => name == "." ? "\\052." : $"\\052.{name}";

    /// <summary>As the wire's codec reads and writes it.</summary>
    public static string OnTheWire(string name) => DnsName.Join(DnsName.Labels(ToDecimal(name)));

    /// <summary>Octal numbers as decimal ones, in names and in quoted text alike.</summary>
    public static string ToDecimal(string text) => Octal().Replace(
        text, match => string.Create(CultureInfo.InvariantCulture, $"\\{Convert.ToInt32(match.Groups["number"].Value, 8):000}"));

    /// <summary>Orders as ListResourceRecordSets does: by the labels from the last to the first.</summary>
    public static int Compare(string one, string other) => string.CompareOrdinal(Reversed(one), Reversed(other));

    private static string Write(IReadOnlyList<byte[]> labels)
    {
        var text = new StringBuilder();
        foreach (var label in labels)
        {
            foreach (var one in label)
            {
                var character = char.ToLowerInvariant((char)one);
                _ = char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-' or '_'
                    ? text.Append(character)
                    : text.Append('\\').Append(Convert.ToString(one, 8).PadLeft(3, '0'));
            }

            text.Append('.');
        }

        return text.Length == 0 ? "." : text.ToString();
    }

    private static string Reversed(string name) => string.Join('.', name.TrimEnd('.').Split('.').Reverse()) + ".";

    [GeneratedRegex(@"\\(?<number>[0-3][0-7]{2})", RegexOptions.NonBacktracking)]
    private static partial Regex Octal();
}
