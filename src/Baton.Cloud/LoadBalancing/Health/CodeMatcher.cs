using System.Globalization;
using Baton.Aws.Wire;

namespace Baton.Cloud.LoadBalancing.Health;

/// <summary>HTTP statuses that are good: "200", "200,202", "200-399".</summary>
internal static class CodeMatcher
{
    public static bool Matches(string codes, int code) => Ranges(codes).Any(range => code >= range.From && code <= range.To);

    /// <summary>Throws AWS's error for what is no list of statuses.</summary>
    public static string Check(string codes) =>
        Ranges(codes).All(range => range.From is >= 200 and <= 599 && range.To is >= 200 and <= 599 && range.From <= range.To)
            ? codes
            : throw ElbErrors.Invalid($"Health check matcher HTTP code '{codes}' must be within the valid range '200-499'");

    private static List<(int From, int To)> Ranges(string codes) => [.. codes.Split(',').Select(part => part.Split('-') switch
    {
        [var one] => (Number(one), Number(one)),
        [var from, var to] => (Number(from), Number(to)),
        _ => (-1, -1),
    })];

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
