using Baton.Hosts.Assessing;
using Baton.Hosts.Assessing.Applications;

namespace Baton.Operations.Assessing;

/// <summary>What was seen, sorted by what it is for: the application's own units, its data, what acts by itself.</summary>
public sealed class ServerParts(ServerAssessment seen)
{
    // A folder of these holds what an application writes, whoever owns it.
    private static readonly string[] s_dataNames = ["upload", "uploads", "media", "files", "documents", "attachments", "storage", "data", "wp-content", "public_uploads"];

    public ServerAssessment Seen { get; } = seen;

    /// <summary>Units that are the application: what listens behind the web server, workers beside it.</summary>
    public IReadOnlyList<string> ApplicationUnits =>
        field ??= [.. Seen.Processes.Select(process => process.Unit).Concat(Seen.Units.Where(unit => unit.IsOwn).Select(unit => unit.Name)).Where(KnownPrograms.IsApplication).Distinct().Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> ProxyUnits => field ??= [.. Seen.Units.Select(unit => unit.Name).Where(KnownPrograms.IsProxy).Distinct()];

    /// <summary>Listening processes that no service started: nothing starts them again after a reboot.</summary>
    public IReadOnlyList<AppProcess> Loose => field ??= [.. Seen.Processes.Where(process => process.Unit.Length == 0 && process.Listens)];

    /// <summary>Folders with data of users: written to by somebody other than root, or by a unit that says so, or called like it.</summary>
    public IReadOnlyList<ChangingFolder> DataFolders => field ??= [.. Outermost(Seen.Folders.Where(IsData))];

    /// <summary>Folders that a web server or an application reads from, and nobody writes to.</summary>
    public IReadOnlyList<string> StaticFolders =>
        field ??= [.. Seen.Sites.SelectMany(site => site.Roots).Distinct().Where(root => !DataFolders.Any(folder => root == folder.Path || root.StartsWith(folder.Path + "/", StringComparison.Ordinal)))];

    public IReadOnlyList<CronJob> OwnCronJobs => field ??= [.. Seen.CronJobs.Where(job => !job.IsOfPackage)];

    public IReadOnlyList<TimerJob> OwnTimers => field ??= [.. Seen.Timers.Where(timer => !timer.IsOfPackage)];

    /// <summary>Units that act on the world by themselves: never on a copy.</summary>
    public IReadOnlyList<string> Fenced =>
        field ??= [.. Seen.Units.Select(unit => unit.Name).Where(unit => unit is "cron.service" or "crond.service" or "atd.service" || KnownPrograms.IsMail(unit))
            .Concat(OwnTimers.Select(timer => timer.Unit)).Concat(Seen.Timers.Where(timer => timer.Unit is "certbot.timer").Select(timer => timer.Unit)).Distinct()];

    /// <summary>Other systems: those that settings name, and those that a connection was open to.</summary>
    public IReadOnlyList<string> OtherSystems =>
        field ??= [.. Seen.NamedSystems.Where(system => !IsItself(system.Host)).GroupBy(system => system.Host).Select(group => $"{group.Key} (named in {string.Join(", ", group.Select(system => system.File).Distinct().Take(3))})")
            .Concat(Seen.Peers.GroupBy(peer => (peer.Address, peer.Port)).Select(group => $"{group.Key.Address} port {group.Key.Port} (a connection of {Who(group.First())} was open)"))];

    private static string Who(Peer peer) => peer.Program.Length > 0 ? peer.Program : peer.Unit.Length > 0 ? peer.Unit : "a process that only root sees";

    private static bool IsItself(string host) => host.Contains("//localhost", StringComparison.Ordinal) || host.Contains("//127.", StringComparison.Ordinal);

    private bool IsData(ChangingFolder folder)
    {
        var declared = Seen.WritableFolders.Any(writable => folder.Path == writable || folder.Path.StartsWith(writable + "/", StringComparison.Ordinal));
        var home = folder.Path.StartsWith("/home/", StringComparison.Ordinal) && !Seen.Sites.Any(site => site.Roots.Any(root => root.StartsWith(folder.Path, StringComparison.Ordinal)));
        var backups = Seen.Backups.Any(backup => folder.Path == backup.Folder || folder.Path.StartsWith(backup.Folder + "/", StringComparison.Ordinal));
        return !backups && (declared || (!home && folder.Owner != "root") || s_dataNames.Contains(Path.GetFileName(folder.Path)));
    }

    private static List<ChangingFolder> Outermost(IEnumerable<ChangingFolder> folders)
    {
        var kept = new List<ChangingFolder>();
        foreach (var folder in folders.OrderBy(folder => folder.Path, StringComparer.Ordinal))
        {
            if (!kept.Any(outer => folder.Path.StartsWith(outer.Path + "/", StringComparison.Ordinal)))
            {
                kept.Add(folder);
            }
        }

        return kept;
    }
}
