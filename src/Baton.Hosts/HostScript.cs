namespace Baton.Hosts;

/// <summary>
/// A command as a value: an embedded shell script (Scripts/NAME.sh) and its named arguments, which arrive as environment variables.
/// <see cref="Secrets"/> arrive the same way, over standard input: never in a process list, a log or a journal.
/// </summary>
public sealed record HostScript(string Name)
{
    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, Secret> Secrets { get; init; } = new Dictionary<string, Secret>();

    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);
}
