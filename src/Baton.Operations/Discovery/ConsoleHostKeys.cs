using System.Text;

namespace Baton.Operations.Discovery;

/// <summary>Reads the host keys that cloud-init (and Baton's stock image, in the same words) prints on the console at first boot.</summary>
internal static class ConsoleHostKeys
{
    private const string Begin = "-----BEGIN SSH HOST KEY KEYS-----";
    private const string End = "-----END SSH HOST KEY KEYS-----";

    /// <param name="output">As GetConsoleOutput answers: base64.</param>
    public static IReadOnlyList<string> Read(string? output)
    {
        if (string.IsNullOrEmpty(output))
        {
            return [];
        }

        var text = Decode(output);

        // The last block: a console of several boots holds several, and keys may have been made anew.
        var begin = text.LastIndexOf(Begin, StringComparison.Ordinal);
        var end = begin < 0 ? -1 : text.IndexOf(End, begin, StringComparison.Ordinal);
        if (end < 0)
        {
            return [];
        }

        // "[   12.3] cloud-init[512]: " may stand before a key; the key begins with its type.
        return
        [
            .. text[(begin + Begin.Length)..end].Split('\n')
                .Select(KeyIn)
                .OfType<string>(),
        ];
    }

    private static string? KeyIn(string line)
    {
        var start = new[] { "ssh-", "ecdsa-", "sk-" }.Select(type => line.IndexOf(type, StringComparison.Ordinal)).Where(index => index >= 0).DefaultIfEmpty(-1).Min();
        if (start < 0)
        {
            return null;
        }

        var words = line[start..].Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length >= 2 ? $"{words[0]} {words[1]}" : null;
    }

    private static string Decode(string output)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(output));
        }
        catch (FormatException)
        {
            return output;
        }
    }
}
