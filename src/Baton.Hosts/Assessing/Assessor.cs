using System.Globalization;
using Baton.Hosts.Assessing.Readers;

namespace Baton.Hosts.Assessing;

/// <summary>
/// Walks through a server and changes nothing. Works without root as far as it goes: what could not be seen is part of the result.
/// The scripts leave everything secret on the server.
/// </summary>
public sealed class Assessor(IHost host, TimeProvider time)
{
    /// <summary>A folder that was written to within these days changes.</summary>
    public const int Days = 30;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    private readonly List<Unseen> _unseen = [];

    /// <param name="says">What is being looked at, for whoever waits.</param>
    public async Task<ServerAssessment> LookAsync(IProgress<string> says, CancellationToken cancellationToken)
    {
        async Task<Answers> AskAsync(string area, string words, Dictionary<string, string>? arguments = null)
        {
            says.Report(words);
            return await RunAsync(new($"assess-{area}") { Arguments = arguments ?? [], Timeout = s_patience }, words, cancellationToken);
        }

        var system = await AskAsync("system", "the machine");
        var services = await AskAsync("services", "services and ports");
        var web = WebReader.Read(new() { At = time.GetUtcNow(), Machine = MachineReader.Read(system) }, await AskAsync("web", "web sites and certificates"));
        var sites = HostCalls.Lines(web.Sites.SelectMany(site => site.Roots).Distinct());
        var seen = ApplicationReader.Read(MachineReader.AddServices(web, services), await AskAsync("applications", "applications", new() { ["site_folders"] = sites }));
        seen = StoreReader.Read(seen, await AskAsync("postgres", "PostgreSQL"), await AskAsync("stores", "other databases"));
        var also = HostCalls.Lines(seen.WritableFolders);
        var days = Days.ToString(CultureInfo.InvariantCulture);
        seen = SurroundingsReader.AddFolders(seen, await AskAsync("files", "folders that change", new() { ["days"] = days, ["also"] = also }));
        seen = SurroundingsReader.AddSchedule(seen, await AskAsync("schedule", "cron and timers"));
        seen = SurroundingsReader.AddSurroundings(seen, await AskAsync("surroundings", "users, backups and other systems"));
        return seen with { Unseen = [.. _unseen.Distinct()] };
    }

    private async Task<Answers> RunAsync(HostScript script, string area, CancellationToken cancellationToken)
    {
        var result = await host.RunAsync(script, cancellationToken);
        var answers = Answers.Parse(result.Output);
        _unseen.AddRange(answers.Rows("unseen").Select(row => new Unseen(row[0], row[1])));
        if (!result.Succeeded)
        {
            // A server that is odd in one place is worth a report of all the others; what the script said until then counts.
            _unseen.Add(new(area, $"the script that looks at it ended early (status {result.ExitStatus.ToString(CultureInfo.InvariantCulture)})"));
        }

        return answers;
    }
}
