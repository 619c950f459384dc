namespace Baton.Hosts.Assessing.Readers;

internal static class SurroundingsReader
{
    public static ServerAssessment AddFolders(ServerAssessment seen, Answers answers) => seen with
    {
        Folders = [.. answers.Rows("changed").Select(row => Folder(row, seen.At)).Where(folder => folder.ChangedFiles > 0 || folder.Files > 0)],
    };

    public static ServerAssessment AddSchedule(ServerAssessment seen, Answers answers) => seen with
    {
        CronJobs = [.. answers.Rows("cron").Select(row => new CronJob { File = row.Field(0), Schedule = row.Field(1), User = row.Field(2), IsOfPackage = row.IsYes(3), Command = row.Field(4) })],
        Timers = [.. answers.Rows("timer").Select(row => new TimerJob(row.Field(0), row.Field(1), row.Moment(2), row.IsYes(3)))],
        AtJobs = (int)answers.WholeOr0("at_jobs"),
    };

    public static ServerAssessment AddSurroundings(ServerAssessment seen, Answers answers)
    {
        var keys = answers.Rows("key").ToLookup(row => row.Field(0), row => new UserKey(row.Field(2), row.Field(3).Trim('(', ')'), (int)row.Whole(1)));
        return seen with
        {
            Peers = [.. answers.Rows("peer").Select(row => new Peer(row.Field(0), (int)row.Whole(1), row.Field(2), row.Field(3))).Distinct()],
            HostsFile = [.. answers.Rows("outward_host").Select(row => $"{row.Field(0)} {row.Field(1).Trim()}")],
            Users = [.. answers.Rows("user").Select(row => User(row, [.. keys[row.Field(0)]]))],
            SshServer = answers.Rows("sshd").DistinctBy(row => row.Field(0)).ToDictionary(row => row.Field(0), row => row.Field(1)),
            BackupPrograms = answers.All("backup_program"),
            Backups = [.. answers.Rows("backup_files").Select(row => Backup(row, seen.At))],
            Firewall = answers.Rows("firewall") is [var firewall, ..] ? firewall.Field(0) : null,
            FirewallRules = answers.Rows("firewall") is [var rules, ..] ? (int)rules.Whole(1) : 0,
        };
    }

    private static ChangingFolder Folder(string[] row, DateTimeOffset now) => new()
    {
        Path = row.Field(0),
        ChangedFiles = row.Whole(1),
        Owner = row.Field(2),
        Newest = row.Moment(3) ?? now,
        Files = row.Whole(4),
        Bytes = row.Whole(5),
    };

    private static LocalUser User(string[] row, IReadOnlyList<UserKey> keys) => new()
    {
        Name = row.Field(0),
        Id = (int)row.Whole(1),
        Shell = row.Field(2),
        IsAdministrator = row.IsYes(3),
        Password = row.Field(4),
        Keys = keys,
    };

    private static BackupFiles Backup(string[] row, DateTimeOffset now) => new()
    {
        Folder = row.Field(0),
        Newest = row.Moment(1) ?? now,
        NewestName = row.Field(2),
        Files = row.Whole(3),
        Bytes = row.Whole(4),
    };
}
