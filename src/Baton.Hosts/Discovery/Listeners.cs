using System.Globalization;

namespace Baton.Hosts.Discovery;

/// <summary>Finds out what a server does, for a first description of it. Changes nothing.</summary>
public sealed class Listeners(IHost host)
{
    /// <param name="acting">Units that act on the world by themselves (cron, mail), wherever they are installed.</param>
    public async Task<(IReadOnlyList<Listener> Listening, IReadOnlyList<string> Acting)> ReadAsync(IReadOnlyList<string> acting, CancellationToken cancellationToken)
    {
        var answers = await host.AskAsync(new("listeners") { Arguments = new Dictionary<string, string> { ["acting"] = HostCalls.Lines(acting) } }, cancellationToken);
        return ([.. answers.Rows("listener").Select(row => new Listener(row[0], row[1], int.Parse(row[2], CultureInfo.InvariantCulture))).Distinct()], answers.All("acting"));
    }
}
