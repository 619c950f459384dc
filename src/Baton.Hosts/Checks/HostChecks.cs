using System.Globalization;

namespace Baton.Hosts.Checks;

/// <summary>Runs checks on the server, all at the same time.</summary>
public sealed class HostChecks(IHost host, TimeProvider time)
{
    public async Task<IReadOnlyList<CheckResult>> RunAsync(IReadOnlyList<HostCheck> checks, CancellationToken cancellationToken) =>
        await Task.WhenAll(checks.Select(check => RunAsync(check, cancellationToken)));

    private async Task<CheckResult> RunAsync(HostCheck check, CancellationToken cancellationToken)
    {
        var script = check.Script;
        var started = time.GetTimestamp();
        var answers = await host.AskAsync(
            script with
            {
                Arguments = new Dictionary<string, string>(script.Arguments)
                {
                    ["patience"] = Math.Ceiling(check.Patience.TotalSeconds).ToString(CultureInfo.InvariantCulture),
                },
                Timeout = check.Patience + TimeSpan.FromSeconds(30),
            },
            cancellationToken);
        return new(check.Name, answers.IsYes("passed"), answers.Find("detail") ?? "") { Took = time.GetElapsedTime(started) };
    }
}
