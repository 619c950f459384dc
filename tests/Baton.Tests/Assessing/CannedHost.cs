using Baton.Hosts;

namespace Baton.Tests.Assessing;

/// <summary>Answers scripts with what a server said once; a script that is not known ends early.</summary>
internal sealed class CannedHost(Dictionary<string, string> answers) : IHost
{
    public string Name => "canned";

    public List<HostScript> Ran { get; } = [];

    public Task<HostResult> RunAsync(HostScript script, CancellationToken cancellationToken)
    {
        Ran.Add(script);
        return Task.FromResult(answers.TryGetValue(script.Name["assess-".Length..], out var answer) ? new HostResult(0, answer.Replace("  ", "\t", StringComparison.Ordinal), "") : new(1, "", "broken"));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
