using System.Text.RegularExpressions;

namespace Baton.Cloud.StockImages;

/// <summary>Where the host gets Debian 12 from, as lines of a sources.list; Debian's own servers when the host is something else.</summary>
internal static partial class AptSources
{
    private static readonly string[] Suites = ["bookworm", "bookworm-updates", "bookworm-security"];

    private static readonly string[] Default =
    [
        "deb http://deb.debian.org/debian bookworm main",
        "deb http://deb.debian.org/debian bookworm-updates main",
        "deb http://deb.debian.org/debian-security bookworm-security main",
    ];

    public static IReadOnlyList<string> Read(string aptDirectory)
    {
        var files = new List<string> { Path.Combine(aptDirectory, "sources.list") };
        var more = Path.Combine(aptDirectory, "sources.list.d");
        if (Directory.Exists(more))
        {
            files.AddRange(Directory.EnumerateFiles(more).Order(StringComparer.Ordinal));
        }

        var lines = files.Where(File.Exists).SelectMany(Parse).Distinct().ToList();
        return lines.Exists(line => line.Contains(" bookworm ", StringComparison.Ordinal)) ? lines : Default;
    }

    private static IEnumerable<string> Parse(string file) => Path.GetExtension(file) switch
    {
        ".list" => File.ReadLines(file).SelectMany(FromLine),
        ".sources" => File.ReadAllText(file).Split("\n\n").SelectMany(FromStanza),
        _ => [],
    };

    // deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian bookworm main contrib
    private static IEnumerable<string> FromLine(string line)
    {
        var match = OneLine().Match(line);
        return match.Success ? Lines(match.Groups["uri"].Value, match.Groups["suite"].Value, match.Groups["components"].Value) : [];
    }

    // Types: deb
    // URIs: http://deb.debian.org/debian
    // Suites: bookworm bookworm-updates
    // Components: main
    private static IEnumerable<string> FromStanza(string stanza)
    {
        var fields = Field().Matches(stanza).ToDictionary(
            match => match.Groups["name"].Value, match => match.Groups["value"].Value.Trim(), StringComparer.OrdinalIgnoreCase);
        if (!fields.GetValueOrDefault("Types", "").Split(' ').Contains("deb")
            || fields.GetValueOrDefault("Enabled", "yes").Equals("no", StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        return from uri in fields.GetValueOrDefault("URIs", "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
               from suite in fields.GetValueOrDefault("Suites", "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
               from line in Lines(uri, suite, fields.GetValueOrDefault("Components", ""))
               select line;
    }

    // Only main: nothing of the image comes from elsewhere, and another repository's bookworm must not slip in by its name.
    private static IEnumerable<string> Lines(string uri, string suite, string components) =>
        Suites.Contains(suite) && uri.StartsWith("http", StringComparison.Ordinal) && components.Split(' ').Contains("main")
            ? [$"deb {uri.TrimEnd('/')} {suite} main"]
            : [];

    [GeneratedRegex(@"^deb\s+(\[[^\]]*\]\s+)?(?<uri>\S+)\s+(?<suite>\S+)\s+(?<components>.+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OneLine();

    [GeneratedRegex(@"^(?<name>[A-Za-z-]+):[ \t]*(?<value>.*)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Field();
}
