using System.CommandLine;
using System.CommandLine.Parsing;
using Baton.Configuration;

namespace Baton.Commands;

/// <summary>An option that takes a duration as people write it: 30s, 1.5m, 2h.</summary>
internal static class DurationOption
{
    public static Option<TimeSpan> Create(string name, string description, TimeSpan byDefault) => new(name)
    {
        Description = description,
        HelpName = "DURATION",
        DefaultValueFactory = _ => byDefault,
        CustomParser = Parse,
    };

    private static TimeSpan Parse(ArgumentResult result)
    {
        if (Durations.TryParse(result.Tokens[0].Value, out var duration) && duration > TimeSpan.Zero)
        {
            return duration;
        }

        result.AddError($"'{result.Tokens[0].Value}' is no duration; write it as 30m or 2h.");
        return default;
    }
}
