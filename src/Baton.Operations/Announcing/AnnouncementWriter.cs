using System.Text.RegularExpressions;
using Baton.Engine.Problems;

namespace Baton.Operations.Announcing;

/// <summary>Makes texts of templates. Whatever the template, a time that people read in two ways is refused.</summary>
public static partial class AnnouncementWriter
{
    /// <param name="template">The operator's own, "Subject: …", an empty line, the text; null for Baton's.</param>
    /// <param name="name">How messages call the template.</param>
    public static AnnouncementText Write(Happening happening, AnnouncePhase phase, Audience audience, string? template, string name)
    {
        var (subject, body) = Split(template ?? BuiltInTemplates.Of(phase, audience, happening), name);
        var values = Values(happening);
        var problems = new List<Problem>();
        var text = new AnnouncementText(Fill(subject, values, name, problems).Trim(), Fill(body, values, name, problems).Trim() + "\n");
        problems.AddRange(TimeWords.Ambiguous(text.Subject + "\n" + text.Body).Distinct(StringComparer.OrdinalIgnoreCase).Select(words => AnnounceProblems.AmbiguousTime(name, words)));
        return problems.Count == 0 ? text : throw new BatonException([.. problems.Distinct()]);
    }

    private static (string Subject, string Body) Split(string template, string name)
    {
        const string Head = "Subject:";
        var lines = template.ReplaceLineEndings("\n");
        var end = lines.IndexOf("\n\n", StringComparison.Ordinal);
        return lines.StartsWith(Head, StringComparison.Ordinal) && end > 0 && !lines[..end].Contains('\n', StringComparison.Ordinal) && lines[end..].Trim().Length > 0
            ? (lines[Head.Length..end], lines[end..])
            : throw new BatonException(AnnounceProblems.TemplateUnreadable(name, "it has no subject, or no text."));
    }

    private static Dictionary<string, string> Values(Happening happening) => new()
    {
        ["service"] = happening.Service,
        ["url"] = happening.Url ?? happening.Service,
        ["contact"] = happening.Contact,
        ["day"] = TimeWords.Day(happening.Start, happening.Zone),
        ["when"] = TimeWords.Window(happening.Start, happening.Length, happening.Zone),
        ["until"] = TimeWords.Until(happening.Start + happening.Length, happening.Zone),
        ["duration"] = TimeWords.Duration(happening.Length),
    };

    private static string Fill(string text, Dictionary<string, string> values, string name, List<Problem> problems) => Placeholder().Replace(text, match =>
    {
        if (values.TryGetValue(match.Groups["name"].Value, out var value))
        {
            return value;
        }

        problems.Add(AnnounceProblems.PlaceholderUnknown(name, match.Groups["name"].Value, values.Keys));
        return match.Value;
    });

    [GeneratedRegex(@"\{(?<name>[A-Za-z_-]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
