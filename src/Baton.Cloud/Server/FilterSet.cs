using Baton.Aws.Ec2;

namespace Baton.Cloud.Server;

/// <summary>
/// The filters of one Describe action: a name and where its values come from. Values match whole, with * and ? as wildcards; values of one filter are
/// alternatives, filters add up. tag:KEY, tag-key and tag-value work wherever there are tags.
/// </summary>
internal sealed class FilterSet<T>(Func<T, IReadOnlyDictionary<string, string>> tagsOf, IReadOnlyDictionary<string, Func<T, IEnumerable<string?>>> fields)
{
    private const int MostValues = 200;

    /// <summary>Filters that AWS documents, about what is not here (IPv6, Outposts, …): they are taken, and nothing matches.</summary>
    public IReadOnlySet<string> Absent { get; init; } = new HashSet<string>();

    public IEnumerable<T> Apply(IEnumerable<T> items, IReadOnlyList<Filter> filters)
    {
        var tests = filters.Select(Test).ToList();
        return items.Where(item => tests.TrueForAll(test => test(item)));
    }

    private Func<T, bool> Test(Filter filter)
    {
        var name = filter.Name ?? throw Ec2Errors.Missing("Filter.1.Name");
        if (filter.Values.Count > MostValues)
        {
            throw new Baton.Aws.Wire.AwsException("FilterLimitExceeded", $"The maximum number of filter values specified on a single call is {MostValues}");
        }

        var patterns = filter.Values.Select(value => new Wildcard(value)).ToList();
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
            _ when Absent.Contains(name) => _ => false,
            _ => throw Ec2Errors.InvalidValue($"The filter '{name}' is invalid"),
        };
    }
}
