namespace Baton.Tests.Operations;

/// <summary>What is on a server's disks and what runs on it: as much of it as operations can change or see.</summary>
internal sealed class FakeServer
{
    public required string InstanceId { get; init; }

    public required string PrivateAddress { get; init; }

    public string DataVolumeId { get; init; } = "";

    public long MemoryKiB { get; init; } = 1 << 20;

    public int PostgresVersion { get; set; } = 15;

    public string WalLevel { get; set; } = "replica";

    /// <summary>Tables without identity, large objects and the like, as the script answers them.</summary>
    public List<string> InTheWayOfLogical { get; } = [];

    public TimeSpan ClockOff { get; set; }

    public long DatabaseBytes { get; set; } = 30_000_000;

    public int IcuVersion { get; set; } = 72;

    /// <summary>Requests that its web server has logged: client, time, method, path, status.</summary>
    public List<string> AccessLog { get; } = [];

    /// <summary>What becomes of a copy of the database in its middle: a reboot ends it, here or at the other end.</summary>
    public string? CopyEndsAs { get; set; }

    public long WalFreeBytes { get; set; } = 4_000_000_000;

    public long RootFreeBytes { get; set; } = 4_000_000_000;

    /// <summary>What a dump of the schema would say.</summary>
    public string Schema { get; set; } = "schema";

    /// <summary>Rows alone could not carry back what was written here.</summary>
    public bool NeedsDumpBack { get; set; }

    // On the disks: a copy brings these along.
    public List<string> Log { get; private set; } = [];

    public HashSet<string> Files { get; private set; } = [];

    public HashSet<string> Witnesses { get; private set; } = [];

    public HashSet<string> Slots { get; private set; } = [];

    public HashSet<string> Notes { get; private set; } = [];

    public Dictionary<string, string> Manifests { get; private set; } = [];

    /// <summary>Packages, accounts, mounts, programs: what a migration brings to a new machine.</summary>
    public HashSet<string> Provisioned { get; private set; } = [];

    /// <summary>The slot by which the database was copied here.</summary>
    public string? CopiedBy { get; set; }

    /// <summary>What it will do by itself at a time.</summary>
    public HashSet<string> Appointments { get; } = [];

    /// <summary>The maintenance page that the gate can show.</summary>
    public string Page { get; set; } = "";

    public string Glibc { get; set; } = "2.36";

    public bool WatchesLog { get; set; }

    public bool HasRole { get; set; }

    public int Timeline { get; set; } = 1;

    public bool StandbySignal { get; set; }

    /// <summary>Closed to everybody but Baton.</summary>
    public bool Fenced { get; set; }

    /// <summary>A cluster made anew that has not taken over.</summary>
    public bool ReadOnly { get; set; }

    public bool Publishes { get; set; }

    /// <summary>Where the cluster is whose rows this one subscribes to; 0 without.</summary>
    public int SubscribedPort { get; set; }

    /// <summary>The last number that was given to a row. Rows that come by replication do not move it.</summary>
    public int Sequence { get; set; }

    public HashSet<int> Ids { get; private set; } = [];

    public int FollowedPort { get; set; }

    public string? GuardedMachine { get; set; }

    public Dictionary<string, string> GuardUnits { get; private set; } = [];

    public string? Released { get; set; }

    public string? ReleasedMachine { get; set; }

    public HashSet<string> Admitted { get; private set; } = [];

    // What runs.
    public HashSet<string> Active { get; } = [];

    public bool PostgresRuns { get; set; }

    public string Gate { get; set; } = "none";

    public string? LinkedTo { get; set; }

    public bool Frozen { get; set; }

    /// <summary>How PostgreSQL will have ended when it goes down.</summary>
    public string EndsAs { get; set; } = "shut down";

    public bool Dead { get; set; }

    /// <summary>Not on EC2: reached by SSH alone.</summary>
    public bool IsElsewhere { get; init; }

    public HashSet<string> FailingChecks { get; } = [];

    /// <summary>Folders and units that baton.yaml names and the server does not have.</summary>
    public HashSet<string> Missing { get; } = [];

    /// <summary>The standby never gets this server's log.</summary>
    public bool NeverFollowed { get; set; }

    public string Role => GuardedMachine is null ? "primary"
        : ReleasedMachine == InstanceId ? Released!
        : GuardedMachine == InstanceId ? "primary" : "held";

    public bool IsPrimary => PostgresRuns && !StandbySignal && !Fenced && !ReadOnly;

    public bool May(string unit) => GuardUnits.GetValueOrDefault(unit) switch
    {
        null => true,
        "postgres" => Role is not "held",
        "services" => Role is "verify" or "primary",
        "warm" => Role is not "held",
        _ => Role is "primary",
    };

    /// <summary>A machine whose disks are what these are at this moment. Nothing runs there but what its guard lets start at boot.</summary>
    public FakeServer Copy(string instanceId, string privateAddress) => new()
    {
        InstanceId = instanceId,
        PrivateAddress = privateAddress,
        MemoryKiB = 4 << 20,
        Log = [.. Log],
        Ids = [.. Ids],
        Sequence = Sequence,
        Files = [.. Files],
        Witnesses = [.. Witnesses],
        Slots = [.. Slots],
        Notes = [.. Notes],
        Manifests = new(Manifests),
        Provisioned = [.. Provisioned],
        HasRole = HasRole,
        Timeline = Timeline,
        StandbySignal = StandbySignal,
        GuardedMachine = GuardedMachine,
        GuardUnits = new(GuardUnits),
        Released = Released,
        ReleasedMachine = ReleasedMachine,
        Admitted = [.. Admitted],
    };

    /// <summary>Has the other one's rows, and nothing else of it.</summary>
    public void TakeRows(FakeServer other)
    {
        Log = [.. other.Log];
        Ids = [.. other.Ids];
        Witnesses = [.. other.Witnesses];
    }

    public void BecomeEqualTo(FakeServer primary)
    {
        TakeRows(primary);
        Sequence = primary.Sequence;
        HasRole = primary.HasRole;
        Timeline = primary.Timeline;
    }

    /// <summary>All that must be as before when an operation was taken back; what users have written meanwhile aside.</summary>
    public string Describe() => string.Join(
        '\n',
        $"guard {GuardedMachine} {string.Join(',', GuardUnits.Keys.Order())} role {Role}",
        $"active {string.Join(',', Active.Order())}",
        $"postgres {(PostgresRuns ? StandbySignal ? "standby" : "primary" : "stopped")} role {HasRole} slots {string.Join(',', Slots.Order())} witnesses {string.Join(',', Witnesses.Order())}",
        $"fenced {Fenced} publishes {Publishes} subscribed {SubscribedPort}",
        $"gate {Gate} {Page} link {LinkedTo} admitted {string.Join(',', Admitted.Order())} notes {string.Join(',', Notes.Concat(Manifests.Keys).Order())} frozen {Frozen} watch {WatchesLog}");
}
