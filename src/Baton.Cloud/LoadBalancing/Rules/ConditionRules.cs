using System.Net;
using Baton.Aws.Elb;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.Rules;

/// <summary>Conditions as requests and answers write them, and as the cloud keeps them.</summary>
internal static class ConditionRules
{
    private const int MostValues = 5;
    private const int LongestValue = 128;

    public static IReadOnlyList<ConditionRecord> Parse(IReadOnlyList<RuleCondition> conditions)
    {
        var parsed = conditions.Select(Parse).ToList();
        return parsed.Count > 0 && parsed.Sum(condition => condition.Values.Count) <= MostValues ? parsed : throw ElbErrors.Invalid($"A rule has conditions, with up to {MostValues} values in all");
    }

    public static RuleCondition Show(ConditionRecord condition)
    {
        var shown = new RuleCondition { Field = condition.Field };
        return condition.Field switch
    {
        "path-pattern" => shown with { Values = condition.Values, PathPatternConfig = new() { Values = condition.Values } },
        "host-header" => shown with { Values = condition.Values, HostHeaderConfig = new() { Values = condition.Values } },
        "http-header" => shown with { HttpHeaderConfig = new() { HttpHeaderName = condition.HeaderName, Values = condition.Values } },
        "http-request-method" => shown with { HttpRequestMethodConfig = new() { Values = condition.Values } },
        "query-string" => shown with { QueryStringConfig = new() { Values = [.. condition.Values.Select(Pair)] } },
        _ => shown with { SourceIpConfig = new() { Values = condition.Values } },
        };
    }

    private static ConditionRecord Parse(RuleCondition condition)
    {
        var values = ValuesOf(condition);
        if (values is [] || values.Any(value => value.Length is 0 or > LongestValue))
        {
            throw ElbErrors.Invalid($"A condition of the field '{condition.Field}' has values of 1 to {LongestValue} characters");
        }

        return new(condition.Field!, values) { HeaderName = condition.Field == "http-header" ? HeaderOf(condition) : null };
    }

    private static IReadOnlyList<string> ValuesOf(RuleCondition condition) => condition.Field switch
    {
        "path-pattern" => condition.PathPatternConfig?.Values ?? condition.Values,
        "host-header" => condition.HostHeaderConfig?.Values ?? condition.Values,
        "http-header" => condition.HttpHeaderConfig?.Values ?? [],
        "http-request-method" => condition.HttpRequestMethodConfig?.Values ?? [],
        "query-string" => [.. (condition.QueryStringConfig?.Values ?? []).Select(pair => pair.Key is { Length: > 0 } key ? $"{key}={pair.Value}" : pair.Value ?? "")],
        "source-ip" => [.. (condition.SourceIpConfig?.Values ?? []).Select(Cidr)],
        _ => throw ElbErrors.Invalid($"Condition field '{condition.Field}' must be one of '[path-pattern, host-header, http-header, http-request-method, query-string, source-ip]'"),
    };

    private static string HeaderOf(RuleCondition condition) =>
        condition.HttpHeaderConfig!.HttpHeaderName is { Length: > 0 and <= 40 } name ? name : throw ElbErrors.Invalid("A condition of the field 'http-header' names a header");

    private static QueryStringKeyValuePair Pair(string text) => text.Split('=', 2) is [var key, var value] ? new() { Key = key, Value = value } : new() { Value = text };

    private static string Cidr(string text) => IPNetwork.TryParse(text, out _) ? text : throw ElbErrors.Invalid($"'{text}' is not a valid CIDR block");
}
