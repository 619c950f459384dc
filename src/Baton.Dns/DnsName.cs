using System.Globalization;
using System.Text;

namespace Baton.Dns;

/// <summary>
/// Names as text with a final dot, and as labels. A byte that could be mistaken is written as <c>\.</c> or, as zone files do it, with its decimal number: <c>\042</c>.
/// </summary>
public static class DnsName
{
    private const int LongestLabel = 63;
    private const int LongestName = 255;

    /// <summary>In lower case and with its final dot, which makes names comparable.</summary>
    public static string Normalize(string name)
    {
        var lower = name.ToLowerInvariant();
        return lower.EndsWith('.') && !lower.EndsWith("\\.", StringComparison.Ordinal) ? lower : $"{lower}.";
    }

    public static bool IsIn(string name, string zone) =>
        zone == "." || name == zone || name.EndsWith($".{zone}", StringComparison.Ordinal);

    /// <summary>The name without its first label; the root has none above it.</summary>
    public static string? Parent(string name)
    {
        if (name == ".")
        {
            return null;
        }

        var first = Join(Labels(name).Take(1)).Length;
        return first >= name.Length ? "." : name[first..];
    }

    /// <summary>Throws for what can be no name: empty labels, and labels and names that are too long.</summary>
    public static IReadOnlyList<byte[]> Labels(string name)
    {
        var labels = new List<byte[]>();
        var label = new List<byte>();
        for (var index = 0; index < name.Length; index++)
        {
            if (name[index] == '.')
            {
                Close(labels, label, name);
            }
            else
            {
                label.Add(Next(name, ref index));
            }
        }

        if (label.Count > 0)
        {
            Close(labels, label, name);
        }

        return labels.Sum(each => each.Length + 1) + 1 <= LongestName ? labels : throw new DnsFormatException($"The name '{name}' is too long.");
    }

    public static string Join(IEnumerable<byte[]> labels)
    {
        var name = new StringBuilder();
        foreach (var label in labels)
        {
            foreach (var one in label)
            {
                Append(name, one);
            }

            name.Append('.');
        }

        return name.Length == 0 ? "." : name.ToString();
    }

    private static void Close(List<byte[]> labels, List<byte> label, string name)
    {
        if (label.Count is 0 or > LongestLabel)
        {
            // "." alone is the root.
            if (label.Count == 0 && name == ".")
            {
                return;
            }

            throw new DnsFormatException(label.Count == 0 ? $"The name '{name}' has an empty label." : $"A label of the name '{name}' is longer than {LongestLabel} characters.");
        }

        labels.Add([.. label]);
        label.Clear();
    }

    internal static byte Next(string text, ref int index)
    {
        if (text[index] != '\\')
        {
            return text[index] is var plain and < (char)256 ? (byte)plain : throw new DnsFormatException($"'{text}' holds a character that is no byte.");
        }

        if (index + 3 < text.Length && text.AsSpan(index + 1, 3) is var digits && byte.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            index += 3;
            return number;
        }

        return ++index < text.Length && !char.IsAsciiDigit(text[index]) && text[index] < 256 ? (byte)text[index] : throw new DnsFormatException($"'{text}' holds a broken escape.");
    }

    private static void Append(StringBuilder name, byte one)
    {
        switch ((char)one)
        {
            case '.' or '\\' or '"' or ';' or '(' or ')' or '@' or '$':
                name.Append('\\').Append((char)one);
                break;
            case > ' ' and <= '~':
                name.Append((char)one);
                break;
            default:
                name.Append(CultureInfo.InvariantCulture, $"\\{one:000}");
                break;
        }
    }
}
