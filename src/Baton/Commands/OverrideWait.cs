using System.CommandLine;
using Baton.Engine.Problems;

namespace Baton.Commands;

/// <summary>'--override-wait REASON', on every command that waits for caches.</summary>
internal sealed class OverrideWait
{
    public Option<string?> Option { get; } = new("--override-wait")
    {
        Description = "Do not wait until caches have forgotten the old time to live or address; say why, in words", HelpName = "REASON",
    };

    public string? Reason(ParseResult parsed) => parsed.GetValue(Option) switch
    {
        null => null,
        var reason when string.IsNullOrWhiteSpace(reason) => throw new BatonException(ProgramProblems.ReasonMissing()),
        var reason => reason.Trim(),
    };
}
