using System.Globalization;
using Baton.Hosts.Assessing;
using Baton.Hosts.Assessing.Stores;
using Baton.Terminals;

namespace Baton.Assessing;

/// <summary>The tables of a report: everything that was seen.</summary>
internal static class DetailSections
{
    public static IEnumerable<ReportSection> Of(ServerAssessment seen) =>
    [
        Sites(seen), Certificates(seen), Processes(seen), Settings(seen), .. seen.Clusters.Select(Cluster), Stores(seen), Folders(seen), Schedule(seen), Ports(seen), Services(seen), Users(seen),
    ];

    private static ReportSection Sites(ServerAssessment seen) => new("Web sites")
    {
        Columns = ["server", "names", "listens", "files", "leads to"],
        Rows = [.. seen.Sites.Select(IReadOnlyList<string> (site) => [site.Server, Join(site.Names), Join(site.Listens), Join(site.Roots), Join(site.Targets)])],
    };

    private static ReportSection Certificates(ServerAssessment seen) => new("Certificates")
    {
        Columns = ["names", "expires", "issued by", "renewed by", "file"],
        Rows =
        [
            .. seen.Certificates.Select(IReadOnlyList<string> (certificate) =>
                [Join(certificate.Names), certificate.Expires?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "unknown", certificate.Issuer, certificate.RenewedBy, certificate.Path]),
        ],
    };

    private static ReportSection Processes(ServerAssessment seen) => new("Processes")
    {
        Columns = ["unit", "user", "folder", "command", "memory"],
        Rows =
        [
            .. seen.Processes.GroupBy(process => (process.Unit, process.User, process.Folder, process.Command))
                .Select(IReadOnlyList<string> (group) => [group.Key.Unit, group.Key.User, group.Key.Folder, group.Key.Command + (group.Count() > 1 ? $" (×{group.Count()})" : ""), Words.Bytes(group.Sum(process => process.MemoryKiB) * 1024.0)]),
        ],
    };

    private static ReportSection Settings(ServerAssessment seen) => new("Files with settings (their values were not read out)")
    {
        Columns = ["unit", "file", "mode"],
        Rows = [.. seen.SettingsFiles.Select(IReadOnlyList<string> (file) => [file.Unit, file.Path, file.Mode])],
    };

    private static ReportSection Cluster(DatabaseCluster cluster) => new($"PostgreSQL {cluster.Name}")
    {
        Paragraphs = cluster.LetUsIn ? [] : [cluster.IsRunning ? "It could not be asked." : "It does not run."],
        Items = cluster.LetUsIn
            ?
            [
                $"Version {cluster.Version}, {Words.Bytes(cluster.DataBytes)} in {cluster.DataDirectory}, port {cluster.Port}, as {cluster.Owner}{(cluster.IsStandby ? ", a standby" : "")}",
                "Settings: " + string.Join(", ", cluster.Settings.Where(setting => setting.Value.Length > 0).OrderBy(setting => setting.Key, StringComparer.Ordinal).Select(setting => $"{setting.Key} {setting.Value}")),
                "Roles: " + string.Join(", ", cluster.Roles.Select(role => role.Name + (role.IsSuperuser ? " (superuser)" : "") + (role.CanReplicate && !role.IsSuperuser ? " (replication)" : "") + (role.CanLogIn ? "" : " (no login)"))),
                "Replication: " + string.Join(", ", cluster.Replication.Select(used => $"{used.Kind} {used.Name} {used.State}").DefaultIfEmpty("none")),
            ]
            : [],
        Columns = ["database", "size", "encoding", "collation", "extensions", "large objects", "tables without identity"],
        Rows =
        [
            .. cluster.Databases.Select(IReadOnlyList<string> (database) =>
            [
                database.Name, Words.Bytes(database.Bytes), database.Encoding, $"{database.Collate} ({database.Provider}{(database.RecordedCollation is { } version ? " " + version : "")})", Join(database.Extensions, ", "),
                database.LargeObjects.ToString(CultureInfo.InvariantCulture), database.WithoutIdentityCount.ToString(CultureInfo.InvariantCulture),
            ]),
        ],
    };

    private static ReportSection Stores(ServerAssessment seen) => new("Other stores")
    {
        Columns = ["kind", "version", "place", "size"],
        Rows = [.. seen.Stores.Select(IReadOnlyList<string> (store) => [store.Kind, store.Version, store.Place, Words.Bytes(store.Bytes)])],
    };

    private static ReportSection Folders(ServerAssessment seen) => new($"Folders in which files were written in the last {Assessor.Days} days")
    {
        Columns = ["folder", "files", "size", "written lately", "owner"],
        Rows = [.. seen.Folders.Select(IReadOnlyList<string> (folder) => [folder.Path, Number(folder.Files), Words.Bytes(folder.Bytes), Number(folder.ChangedFiles), folder.Owner])],
    };

    private static ReportSection Schedule(ServerAssessment seen) => new("Cron and timers")
    {
        Columns = ["when", "who", "what", "from"],
        Rows =
        [
            .. seen.CronJobs.OrderBy(job => job.IsOfPackage).Select(IReadOnlyList<string> (job) => [job.Schedule, job.User, job.Command, job.IsOfPackage ? $"{job.File} (distribution)" : job.File]),
            .. seen.Timers.OrderBy(timer => timer.IsOfPackage).Select(IReadOnlyList<string> (timer) => ["timer", "systemd", timer.Runs, timer.IsOfPackage ? $"{timer.Unit} (distribution)" : timer.Unit]),
        ],
    };

    private static ReportSection Ports(ServerAssessment seen) => new("Ports")
    {
        Columns = ["port", "address", "program", "unit", "user"],
        Rows = [.. seen.Ports.OrderBy(port => port.IsInternal).ThenBy(port => port.Port).Select(IReadOnlyList<string> (port) => [$"{port.Port}/{port.Protocol}", port.Address, port.Program, port.Unit, port.User])],
    };

    private static ReportSection Services(ServerAssessment seen) => new("Services")
    {
        Columns = ["unit", "what it is", "at boot", "unit file"],
        Rows = [.. seen.Units.OrderBy(unit => !unit.IsOwn).Select(IReadOnlyList<string> (unit) => [unit.Name, unit.Description, unit.Enabled, unit.IsOwn ? "its own" : "the distribution's"])],
    };

    private static ReportSection Users(ServerAssessment seen) => new("Who may log in")
    {
        Columns = ["user", "shell", "administrator", "password", "keys"],
        Rows =
        [
            .. seen.Users.Select(IReadOnlyList<string> (user) => [user.Name, user.Shell, user.IsAdministrator ? "yes" : "no", user.Password, Join([.. user.Keys.Select(key => $"{key.Type} {key.Fingerprint}")], ", ")]),
        ],
    };

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Join(IReadOnlyList<string> texts, string between = " ") => string.Join(between, texts);
}
