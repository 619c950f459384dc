using System.Globalization;
using System.Text.RegularExpressions;
using Baton.Aws.Ec2;

namespace Baton.Cloud.Server;

/// <summary>
/// The filters of one Describe action: a name and where its values come from. Values match whole, with * and ? as wildcards; values of one filter are
/// alternatives, filters add up. tag:KEY, tag-key and tag-value work wherever there are tags.
/// </summary>
internal sealed class FilterSet<T>(Func<T, IReadOnlyDictionary<string, string>> tagsOf, IReadOnlyDictionary<string, Func<T, IEnumerable<string?>>> fields)
{
    public IEnumerable<T> Apply(IEnumerable<T> items, IReadOnlyList<Filter> filters)
    {
        var tests = filters.Select(Test).ToList();
        return items.Where(item => tests.TrueForAll(test => test(item)));
    }

    private Func<T, bool> Test(Filter filter)
    {
        var name = filter.Name ?? throw Ec2Errors.Missing("Filter.1.Name");
        var patterns = filter.Values.Select(Pattern).ToList();
        bool Matches(IEnumerable<string?> values) => values.Any(value => value is not null && patterns.Exists(pattern => pattern.IsMatch(value)));
        if (name.StartsWith("tag:", StringComparison.Ordinal))
        {
            var key = name["tag:".Length..];
            return item => tagsOf(item).TryGetValue(key, out var value) && Matches([value]);
        }

        return name switch
        {
            "tag-key" => item => Matches(tagsOf(item).Keys),
            "tag-value" => item => Matches(tagsOf(item).Values),
            _ when fields.TryGetValue(name, out var field) => item => Matches(field(item)),
            _ => throw Ec2Errors.InvalidValue($"The filter '{name}' is invalid"),
        };
    }

    private static Regex Pattern(string value)
    {
        // Backslash escapes a wildcard: \*amazon\?\\ searches for the literal *amazon?\ (DescribeInstances, Filter).
        var pattern = Regex.Replace(value, @"\\(?<literal>[*?\\])|(?<wildcard>[*?])|(?<text>[^\\*?]+|\\)", match =>
            match.Groups["literal"] is { Success: true } literal ? Regex.Escape(literal.Value)
            : match.Groups["wildcard"] is { Success: true } wildcard ? (wildcard.Value == "*" ? ".*" : ".")
            : Regex.Escape(match.Value), RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        return new($"^(?:{pattern})$", RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }
}
