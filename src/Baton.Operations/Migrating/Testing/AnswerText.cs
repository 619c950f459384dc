using System.Text.RegularExpressions;

namespace Baton.Operations.Migrating.Testing;

/// <summary>An answer's text without what differs from one answer to the next by nature: dates, times, tokens, white space.</summary>
internal sealed partial class AnswerText(IReadOnlyList<string> ignore)
{
    private const string Gone = "…";

    private readonly IReadOnlyList<Regex> _ignore = [.. ignore.Select(pattern => new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))];

    /// <summary>Line by line: what is left to compare.</summary>
    public IReadOnlyList<string> Lines(string text)
    {
        foreach (var pattern in _ignore)
        {
            text = pattern.Replace(text, Gone);
        }

        return [.. text.Split('\n').Select(Line).Where(line => line.Length > 0)];
    }

    public static string Line(string line)
    {
        line = Moment().Replace(line, Gone);
        line = Token().Replace(line, Gone);
        return Space().Replace(line, " ").Trim();
    }

    // 2026-11-28T22:00:00.123Z, 28 Nov 2026, Sat, 28 Nov 2026 22:00:00 GMT, November 28, 2026, 22:00:03, 1795900000 (seconds or milliseconds since 1970).
    [GeneratedRegex(
        @"\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(?:Z|[+-]\d\d:?\d\d)?\b|\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,? )?\d{1,2}[ -](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*[ -]\d{4}\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}\b|\b\d{1,2}:\d\d:\d\d(?:\.\d+)?(?: ?[AaPp][Mm])?(?: (?:GMT|UTC))?\b|\b1[5-9]\d{8}(?:\.\d+|\d{3})?\b",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Moment();

    // UUIDs, hexadecimal digits of 16 and more, and what mixes letters and digits for 20 and more signs: request ids, nonces, CSRF tokens, hashes of assets.
    [GeneratedRegex(@"\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b|\b[0-9a-fA-F]{16,}\b|(?<![\w+/-])(?=[\w+/-]*\d)(?=[\w+/-]*[A-Za-z])[A-Za-z0-9_+-]{20,}={0,2}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Space();
}
