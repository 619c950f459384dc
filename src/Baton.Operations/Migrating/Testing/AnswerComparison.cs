using System.Text.RegularExpressions;
using Baton.Operations.Connections;

namespace Baton.Operations.Migrating.Testing;

/// <summary>What differs between the old server's answer and the copy's, in words; empty when a user would see no difference.</summary>
internal sealed partial class AnswerComparison(IReadOnlyList<string> ignore)
{
    private const int Widest = 100;

    // Those that change what a browser does with the answer. Server, Date and the like say only who gave it.
    private static readonly string[] s_headers =
    [
        "Content-Type", "Content-Disposition", "Content-Language", "Location", "Cache-Control", "Vary", "WWW-Authenticate", "Set-Cookie", "Link", "Access-Control-Allow-Origin",
        "Access-Control-Allow-Credentials", "Strict-Transport-Security", "Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy", "X-Robots-Tag",
    ];

    private readonly AnswerText _text = new(ignore);

    public IReadOnlyList<string> Differences(WebAnswer old, WebAnswer copy) => (old, copy) switch
    {
        ({ Failure: { } both }, { Failure: not null }) => [$"neither server answers: {both}"],
        ({ Failure: { } failure }, _) => [$"the old server does not answer ({failure}), the copy does with {copy.Status}"],
        (_, { Failure: { } failure }) => [$"the copy does not answer: {failure}"],
        _ => [.. Status(old, copy), .. Certificates(old, copy), .. s_headers.SelectMany(name => Header(name, old, copy)), .. Body(old, copy)],
    };

    private static IEnumerable<string> Status(WebAnswer old, WebAnswer copy) =>
        old.Status == copy.Status ? [] : [$"status {old.Status} on the old server, {copy.Status} on the copy"];

    private static IEnumerable<string> Certificates(WebAnswer old, WebAnswer copy) =>
        copy.Certificate is null || copy.Certificate == old.Certificate ? [] : [$"the copy's certificate would be refused: {copy.Certificate}"];

    private static IEnumerable<string> Header(string name, WebAnswer old, WebAnswer copy)
    {
        var (before, after) = (Values(name, old), Values(name, copy));
        return before == after ? [] : [$"{name}: {Shown(before)} on the old server, {Shown(after)} on the copy"];
    }

    private static string Values(string name, WebAnswer answer)
    {
        IEnumerable<string> values = answer.Headers.GetValueOrDefault(name) ?? [];
        values = name == "Set-Cookie" ? values.Select(Cookie).Order(StringComparer.Ordinal) : values;
        return string.Join(", ", values.Select(AnswerText.Line));
    }

    /// <summary>Without its value, which is another for every visitor, and perhaps a secret.</summary>
    private static string Cookie(string value) => Expiry().Replace(CookieValue().Replace(value, "${name}=…", 1), "");

    private IEnumerable<string> Body(WebAnswer old, WebAnswer copy)
    {
        var (before, after) = (_text.Lines(old.Body), _text.Lines(copy.Body));
        var first = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        return first == before.Count && first == after.Count
            ? []
            : [$"text, first in line {first + 1}: {Shown(before.ElementAtOrDefault(first))} on the old server, {Shown(after.ElementAtOrDefault(first))} on the copy"];
    }

    private static string Shown(string? text) => string.IsNullOrEmpty(text) ? "nothing" : text.Length <= Widest ? $"'{text}'" : $"'{text[..Widest]}…'";

    [GeneratedRegex("^(?<name>[^=;]+)=[^;]*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CookieValue();

    [GeneratedRegex("; *(?:expires|max-age)=[^;]*", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Expiry();
}
