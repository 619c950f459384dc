namespace Baton.Hosts.Assessing;

/// <summary>All that a walk-through saw of a server. Nothing in it is secret.</summary>
public sealed record ServerAssessment
{
    public required DateTimeOffset At { get; init; }

    public required MachineFacts Machine { get; init; }

    public IReadOnlyList<RunningUnit> Units { get; init; } = [];

    public IReadOnlyList<string> FailedUnits { get; init; } = [];

    public IReadOnlyList<OpenPort> Ports { get; init; } = [];

    /// <summary>Tools that left a folder: "ansible", "docker".</summary>
    public IReadOnlyList<string> Markers { get; init; } = [];

    public MailFacts? Mail { get; init; }

    public IReadOnlyList<Applications.WebServer> WebServers { get; init; } = [];

    public IReadOnlyList<Applications.WebSite> Sites { get; init; } = [];

    public IReadOnlyList<Applications.SiteCertificate> Certificates { get; init; } = [];

    public IReadOnlyList<Applications.UsageHour> Usage { get; init; } = [];

    public IReadOnlyList<Applications.AppProcess> Processes { get; init; } = [];

    public IReadOnlyList<Applications.SettingsFile> SettingsFiles { get; init; } = [];

    public IReadOnlyList<Applications.LanguageRuntime> Runtimes { get; init; } = [];

    /// <summary>Folders that units say they write to.</summary>
    public IReadOnlyList<string> WritableFolders { get; init; } = [];

    public IReadOnlyList<NamedSystem> NamedSystems { get; init; } = [];

    /// <summary>"web (nginx:1.27), running".</summary>
    public IReadOnlyList<string> Containers { get; init; } = [];

    public IReadOnlyList<Stores.DatabaseCluster> Clusters { get; init; } = [];

    public IReadOnlyList<Stores.DataStore> Stores { get; init; } = [];

    public IReadOnlyList<ChangingFolder> Folders { get; init; } = [];

    public IReadOnlyList<CronJob> CronJobs { get; init; } = [];

    public IReadOnlyList<TimerJob> Timers { get; init; } = [];

    public int AtJobs { get; init; }

    public IReadOnlyList<Peer> Peers { get; init; } = [];

    /// <summary>What /etc/hosts names beside the server itself.</summary>
    public IReadOnlyList<string> HostsFile { get; init; } = [];

    public IReadOnlyList<LocalUser> Users { get; init; } = [];

    public IReadOnlyDictionary<string, string> SshServer { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> BackupPrograms { get; init; } = [];

    public IReadOnlyList<BackupFiles> Backups { get; init; } = [];

    /// <summary>"nftables", "none"; null where it could not be seen.</summary>
    public string? Firewall { get; init; }

    public int FirewallRules { get; init; }

    public IReadOnlyList<Unseen> Unseen { get; init; } = [];
}
