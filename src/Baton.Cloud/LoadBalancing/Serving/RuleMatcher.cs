using System.Net;
using Baton.Cloud.Server;
using Baton.Cloud.State;
using Microsoft.AspNetCore.Http;

namespace Baton.Cloud.LoadBalancing.Serving;

/// <summary>Which rule of a listener a request meets: the first whose conditions all hold.</summary>
internal static class RuleMatcher
{
    public static ListenerRule Of(ListenerRecord listener, HttpRequest request) => listener.Rules.First(rule => rule.Conditions.All(condition => Holds(condition, request)));

    private static bool Holds(ConditionRecord condition, HttpRequest request) => condition.Field switch
    {
        "path-pattern" => AnyMatches(condition.Values, request.Path.Value ?? "/"),
        "host-header" => AnyMatches(condition.Values, request.Host.Host, ignoreCase: true),
        "http-request-method" => condition.Values.Contains(request.Method),
        "http-header" => request.Headers[condition.HeaderName!].Any(value => AnyMatches(condition.Values, value ?? "", ignoreCase: true)),
        "query-string" => condition.Values.Any(wanted => request.Query.Any(pair => pair.Value.Any(value => QueryMatches(wanted, pair.Key, value ?? "")))),
        "source-ip" => request.HttpContext.Connection.RemoteIpAddress is { } client && condition.Values.Any(cidr => IPNetwork.Parse(cidr).Contains(client)),
        _ => false,
    };

    // KEY=VALUE, or a value alone, whose key does not matter.
    private static bool QueryMatches(string wanted, string key, string value) => wanted.Split('=', 2) is [var wantedKey, var wantedValue]
        ? AnyMatches([wantedKey], key, ignoreCase: true) && AnyMatches([wantedValue], value, ignoreCase: true)
        : AnyMatches([wanted], value, ignoreCase: true);

    private static bool AnyMatches(IReadOnlyList<string> patterns, string text, bool ignoreCase = false) =>
        patterns.Any(pattern => ignoreCase ? new Wildcard(pattern.ToLowerInvariant()).IsMatch(text.ToLowerInvariant()) : new Wildcard(pattern).IsMatch(text));
}
