using System.Globalization;
using Baton.Hosts.Assessing;

namespace Baton.Operations.Assessing;

/// <summary>What everybody must know of a server before it is moved.</summary>
internal static class SixQuestions
{
    private const double GiB = 1024.0 * 1024 * 1024;

    // Debian keeps its list of packages with it, and nothing of the application.
    private const string OfPackages = "dpkg-db-backup.timer";

    private static readonly string[] s_backupWords = ["backup", "pg_dump", "mysqldump", "mariadb-dump", "restic", "borg", "pgbackrest", "barman", "wal-g", "rsnapshot", "duplicity"];

    public static IReadOnlyList<Question> Of(ServerParts parts) =>
    [
        new("What runs the application?", OrNothing(Runs(parts), "Nothing that Baton knows as an application: no web server, no service of its own, no database.")),
        new("What manages and monitors it?", OrNothing(Manages(parts.Seen), "Nothing that was found: nobody is told when it fails.")),
        new("Where is user data?", OrNothing(Data(parts), "None was found.")),
        new("Where are static files?", OrNothing(Static(parts), "None was found: no web server serves files from a folder.")),
        new("What other systems does it touch?", OrNothing(parts.OtherSystems.Concat(Mail(parts.Seen)), "None was seen. Connections that come and go are missed by one look; settings that name none were looked through too.")),
        new("Is it backed up?", Backups(parts.Seen)),
    ];

    /// <summary>Null: there is no trace of one.</summary>
    public static (DateTimeOffset When, string What)? LastBackup(ServerAssessment seen)
    {
        var traces = seen.Backups.Select(backup => (backup.Newest, $"{backup.NewestName} in {backup.Folder}"))
            .Concat(seen.Clusters.Where(cluster => cluster.LastArchived is not null).Select(cluster => (cluster.LastArchived!.Value, $"the write-ahead log of PostgreSQL {cluster.Name}, archived")))
            .Concat(seen.Timers.Where(timer => timer.Last is not null && IsBackup(timer.Unit + timer.Runs) && timer.Unit != OfPackages).Select(timer => (timer.Last!.Value, $"{timer.Unit} ran")));
        return traces.OrderByDescending(trace => trace.Item1).Select(trace => ((DateTimeOffset, string)?)trace).FirstOrDefault();
    }

    public static IReadOnlyList<string> ScheduledBackups(ServerAssessment seen) =>
    [
        .. seen.CronJobs.Where(job => !job.IsOfPackage && IsBackup(job.Command + job.File)).Select(job => $"cron {job.Schedule}: {job.Command}"),
        .. seen.Timers.Where(timer => !timer.IsOfPackage && IsBackup(timer.Unit + timer.Runs)).Select(timer => timer.Unit),
    ];

    private static bool IsBackup(string text) =>
        s_backupWords.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Runs(ServerParts parts)
    {
        var seen = parts.Seen;
        foreach (var server in seen.WebServers)
        {
            var sites = seen.Sites.Where(site => site.Server == server.Name).ToList();
            yield return $"{server.Name} {server.Version}".Trim() + (sites.Count == 0 ? ", without a site" : $": {string.Join("; ", sites.Select(Site))}");
        }

        foreach (var unit in parts.ApplicationUnits)
        {
            var processes = seen.Processes.Where(process => process.Unit == unit).ToList();
            var ports = seen.Ports.Where(port => port.Unit == unit).Select(port => $"{port.Address}:{port.Port.ToString(CultureInfo.InvariantCulture)}").Distinct().ToList();
            var process = processes.OrderBy(process => process.Id).FirstOrDefault();
            yield return process is null
                ? unit
                : $"{unit}: {process.Command}, as {process.User} in {process.Folder}{(ports.Count > 0 ? ", listening on " + string.Join(", ", ports) : "")}";
        }

        foreach (var process in parts.Loose)
        {
            yield return $"{process.Command}, as {process.User} in {process.Folder}, started by no service";
        }

        if (seen.Runtimes.Count > 0)
        {
            yield return "Run-times: " + string.Join(", ", seen.Runtimes.Select(runtime => $"{runtime.Name} {runtime.Version}").Distinct());
        }

        foreach (var cluster in seen.Clusters.Where(cluster => cluster.IsRunning))
        {
            yield return $"PostgreSQL {cluster.Version} ({cluster.Name}) with {string.Join(", ", cluster.Databases.Where(database => database.Name != "postgres").Select(database => database.Name).DefaultIfEmpty("no database of its own"))}";
        }

        foreach (var store in seen.Stores.Where(store => store.Kind != "sqlite"))
        {
            yield return $"{store.Kind} {store.Version}".Trim();
        }

        foreach (var container in seen.Containers)
        {
            yield return $"container {container}";
        }
    }

    private static string Site(Hosts.Assessing.Applications.WebSite site)
    {
        var to = site.Targets.Count > 0 ? " → " + string.Join(", ", site.Targets) : site.Roots.Count > 0 ? " from " + string.Join(", ", site.Roots) : "";
        return $"{string.Join(" ", site.Names.DefaultIfEmpty("(any name)"))} on {string.Join(", ", site.Listens.DefaultIfEmpty("80"))}{to}";
    }

    private static IEnumerable<string> Manages(ServerAssessment seen)
    {
        var names = seen.Units.Select(unit => unit.Name).Concat(seen.Markers).ToList();
        var managers = names.Select(KnownPrograms.Manager).OfType<string>().Distinct().ToList();
        var monitors = names.Concat(seen.Timers.Select(timer => timer.Unit)).Select(KnownPrograms.Monitor).OfType<string>().Distinct().ToList();
        if (managers.Count > 0)
        {
            yield return "Managed by " + string.Join(", ", managers) + ".";
        }

        if (monitors.Count > 0)
        {
            yield return "Monitored by " + string.Join(", ", monitors) + ".";
        }
    }

    private static IEnumerable<string> Data(ServerParts parts)
    {
        foreach (var cluster in parts.Seen.Clusters)
        {
            yield return $"PostgreSQL {cluster.Name} in {cluster.DataDirectory}: {Size(cluster.DataBytes)}{(cluster.IsRunning ? "" : ", not running")}";
        }

        foreach (var folder in parts.DataFolders)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{folder.Path}: {folder.Files} files, {Size(folder.Bytes)}, of them {folder.ChangedFiles} written in the last {Assessor.Days} days");
        }

        foreach (var store in parts.Seen.Stores.Where(store => store.Place.Length > 0))
        {
            yield return $"{store.Kind} in {store.Place}: {Size(store.Bytes)}";
        }
    }

    private static IEnumerable<string> Static(ServerParts parts) =>
        parts.StaticFolders.Concat(parts.Seen.Processes.Where(process => parts.ApplicationUnits.Contains(process.Unit) && process.Folder.Length > 1).Select(process => process.Folder)).Distinct()
            .Where(folder => !parts.DataFolders.Any(data => data.Path == folder));

    private static IEnumerable<string> Mail(ServerAssessment seen) =>
        seen.Mail is { } mail ? [$"mail goes out by {mail.Program} {(mail.Relay.Length > 0 ? "over " + mail.Relay : "directly to the receivers' servers")}"] : [];

    private static List<string> Backups(ServerAssessment seen)
    {
        var answers = new List<string>();
        var scheduled = ScheduledBackups(seen);
        answers.Add(LastBackup(seen) is { } last
            ? string.Create(CultureInfo.InvariantCulture, $"The last trace of one is of {last.When:yyyy-MM-dd HH:mm} UTC: {last.What}.")
            : scheduled.Count > 0 || seen.BackupPrograms.Count > 0
                ? "There are means, and no trace on this server that one has run."
                : "No. No backup program, no scheduled dump, no folder with dumps, no archived log was found on it. (A copy that the hoster takes from outside cannot be seen from here.)");
        answers.AddRange(scheduled.Select(what => "Scheduled: " + what));
        if (seen.BackupPrograms.Count > 0)
        {
            answers.Add("Installed: " + string.Join(", ", seen.BackupPrograms));
        }

        return answers;
    }

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{(bytes < 0.1 * GiB ? $"{bytes / 1024.0 / 1024:0.0} MiB" : $"{bytes / GiB:0.0} GiB")}");

    private static List<string> OrNothing(IEnumerable<string> answers, string nothing)
    {
        var list = answers.ToList();
        return list.Count > 0 ? list : [nothing];
    }
}
