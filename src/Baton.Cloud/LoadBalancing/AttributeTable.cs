using System.Globalization;

namespace Baton.Cloud.LoadBalancing;

/// <summary>The attributes that a kind of thing has, what they are when nobody has said, and what they can be.</summary>
internal sealed class AttributeTable(IReadOnlyDictionary<string, string> defaults)
{
    private static readonly Dictionary<string, (int Least, int Most)> s_ranges = new()
    {
        ["idle_timeout.timeout_seconds"] = (1, 4000), ["client_keep_alive.seconds"] = (60, 604800), ["deregistration_delay.timeout_seconds"] = (0, 3600),
        ["stickiness.lb_cookie.duration_seconds"] = (1, 604800), ["stickiness.app_cookie.duration_seconds"] = (1, 604800), ["slow_start.duration_seconds"] = (0, 900),
        ["tcp.idle_timeout.seconds"] = (60, 6000),
    };

    private static readonly Dictionary<string, string[]> s_choices = new()
    {
        ["stickiness.type"] = ["lb_cookie", "app_cookie", "source_ip", "source_ip_dest_ip", "source_ip_dest_ip_proto"],
        ["load_balancing.algorithm.type"] = ["round_robin", "least_outstanding_requests", "weighted_random"],
        ["routing.http.xff_header_processing.mode"] = ["append", "preserve", "remove"],
        ["routing.http.desync_mitigation_mode"] = ["monitor", "defensive", "strictest"],
    };

    /// <summary>All of them, with what somebody has set.</summary>
    public IEnumerable<KeyValuePair<string, string>> All(IReadOnlyDictionary<string, string> set) => defaults.Select(pair => KeyValuePair.Create(pair.Key, set.GetValueOrDefault(pair.Key, pair.Value)));

    public string Of(IReadOnlyDictionary<string, string> set, string key) => set.GetValueOrDefault(key) ?? defaults.GetValueOrDefault(key, "");

    /// <summary>What is set after a change. Throws AWS's error for what there is not, or cannot be.</summary>
    public IReadOnlyDictionary<string, string> Merge(IReadOnlyDictionary<string, string> set, IEnumerable<(string? Key, string? Value)> changes)
    {
        var merged = new Dictionary<string, string>(set);
        foreach (var (key, value) in changes)
        {
            if (key is null || !defaults.TryGetValue(key, out var usual))
            {
                throw ElbErrors.Configuration($"Attribute key '{key}' is not recognized");
            }

            merged[key] = IsValid(key, value ?? "", usual) ? value ?? "" : throw ElbErrors.Configuration($"The value of '{key}' is invalid: '{value}'");
        }

        return merged;
    }

    private static bool IsValid(string key, string value, string usual) =>
        s_choices.TryGetValue(key, out var choices) ? choices.Contains(value)
        : s_ranges.TryGetValue(key, out var range) ? int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= range.Least && number <= range.Most
        : usual is "true" or "false" ? value is "true" or "false"
        : value.Length <= 1024;
}
