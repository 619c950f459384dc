using System.Globalization;
using Baton.Aws.Ec2;
using Baton.Engine.Problems;
using Baton.Rehearsals.Baseline;
using Baton.Rehearsals.Documents;
using Baton.Rehearsals.Stage;
using Baton.Rehearsals.Witnessing;
using Baton.Terminals;

namespace Baton.Rehearsals;

/// <summary>
/// Migrates a server that Baton knows by SSH alone, under load that comes by a DNS name, with the commands that a user would type, and backs out when asked. The old
/// server is a machine of the same cloud, so that nothing else is needed; nothing of the story tells Baton so.
/// </summary>
internal sealed class MigrateStory(RehearsalFolder folder, BatonCommand baton, RehearsalCloud cloud, MigrateStoryOptions options, ITerminal terminal, TimeProvider time)
    : Story(folder, cloud, "migrate", options.Id, terminal, time), IAsyncDisposable
{
    public const string Zone = "payroll.example";
    public const string Name = "www.payroll.example";

    // In seconds. Short, so that nobody watches a clock for five minutes; what is waited for is what would be waited for with longer ones.
    private const long OldTimeToLive = 30;
    private const long TimeToLive = 5;

    private readonly List<StageTime> _stages = [];
    private readonly MigrationTraffic _traffic = new();
    private CachingResolver? _resolver;
    private NameObserver? _observer;
    private string _zoneId = "";
    private string _groupId = "";
    private string _target = "";
    private DnsResult? _dns;
    private DateTimeOffset _observedFrom;
    private WitnessRecord? _record;
    private IReadOnlyList<NameSighting> _sightings = [];

    private Typist Typist => field ??= new(baton, new(Folder.Home, Time), options.Kills, options.AfterKill, Typed, Time);

    protected override string WitnessBegins(string address) =>
        $"The witness begins to write and read at http://{Name}/, which leads to {address} for {OldTimeToLive} s. Its resolver forgets when it must; half of its writers and readers never ask again.";

    protected override WitnessOptions WitnessOf(string address)
    {
        // On the clock of the witness, which starts now.
        _observedFrom = Time.GetUtcNow();
        _observer = new(Name, NameServer, _resolver!.EndPoint, Time);
        return new() { Address = new($"http://{Name}"), Name = options.Id, Resolve = _resolver.ResolveAsync, SomeStale = true };
    }

    public async ValueTask DisposeAsync()
    {
        if (_observer is not null)
        {
            await _observer.DisposeAsync();
        }

        if (_resolver is not null)
        {
            await _resolver.DisposeAsync();
        }
    }

    protected override async Task<string> LaunchAsync(CancellationToken cancellationToken)
    {
        Say("The old server boots: nginx, SmallPayroll, PostgreSQL, documents. Baton is told its address and a key, and nothing else.");
        var (instance, address) = await LaunchServerAsync(cancellationToken);
        await LocalProgram.RunAsync("sh", ["-c", "ssh-keygen -y -f \"$0\" >\"$0.pub\"", Folder.Key], cancellationToken);
        var found = await Backstage.DescribeAsync(instance, cancellationToken);
        _groupId = found.SecurityGroups[0].GroupId!;
        _zoneId = await Backstage.CreateZoneAsync(Zone, Name, address, OldTimeToLive, cancellationToken);
        _resolver = new(NameServer, Time);
        var configuration = new MigrationConfiguration
        {
            Address = address, Inside = found.PrivateIpAddress!, Key = Folder.Key, Name = Name, TimeToLive = TimeToLive, Resolver = _resolver.EndPoint, Environment = baton.Environment,
            Image = options.WithPackages ? await Backstage.OwnImageAsync(PreparedCloud.PackagesImageName, cancellationToken) ?? throw new BatonException(RehearsalProblems.NoStockImage()) : null,
        };
        await File.WriteAllTextAsync(Folder.Configuration, configuration.Text(), cancellationToken);

        // What a user's own known_hosts would say of a server that she has.
        var guest = await Backstage.TrustAsync(instance, address, cancellationToken);
        Directory.CreateDirectory(Path.GetDirectoryName(Folder.Home.KnownHosts)!);
        var lines = await File.ReadAllLinesAsync(Folder.KnownHosts, cancellationToken);
        await File.WriteAllLinesAsync(Folder.Home.KnownHosts, lines, cancellationToken);
        if (options.Database == "logical")
        {
            await LetLogicalReplicationInAsync(guest, address, cancellationToken);
        }

        return address;
    }

    /// <summary>What Baton would otherwise tell the operator to do at a quiet hour.</summary>
    private async Task LetLogicalReplicationInAsync(Guest guest, string address, CancellationToken cancellationToken)
    {
        Say("Its PostgreSQL is restarted with wal_level = logical, before anybody uses it.");
        await guest.RunAsync("sudo -u postgres psql -qc \"ALTER SYSTEM SET wal_level = 'logical'\" && sudo systemctl restart postgresql smallpayroll", null, null, cancellationToken);
        await Backstage.AwaitServingAsync(new Uri($"http://{address}"), cancellationToken);
    }

    protected override async Task<string> ActAsync(string address, CancellationToken cancellationToken)
    {
        _dns = new() { Name = Name, OldAddress = address };
        await RunAsync("assess", ["assess", "payroll"], cancellationToken);
        var prepared = await RunAsync("prepare", ["migrate", "prepare", "payroll", "--yes", .. options.Database is { } way ? (string[])["--database", way] : []], cancellationToken);
        _target = prepared.Text("results", "address") ?? "";
        _dns = _dns with { NewAddress = _target };
        var guest = await Backstage.TrustAsync(prepared.Text("results", "instanceId")!, _target, cancellationToken);
        await SyncAsync(guest, rebooted: false, cancellationToken);
        Say("The new server is rebooted, as it may be in the days of a sync; then what changed meanwhile comes over.");
        await Backstage.RebootAsync(prepared.Text("results", "instanceId")!, cancellationToken);
        await SyncAsync(guest, rebooted: true, cancellationToken);
        if (options.WithTest)
        {
            await TestAsync(cancellationToken);
        }

        var tomorrow = Time.GetUtcNow().AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await RunAsync("announce", ["announce", "payroll", "--at", $"{tomorrow} 22:00", "--for", "30m"], cancellationToken);
        var lowered = await RunAsync("dns lower", ["dns", "lower", "payroll"], cancellationToken);
        _dns = _dns with
        {
            TtlBefore = lowered.Number("results", "ttlBefore"),
            TtlDuring = lowered.Number("results", "ttlDuring"),
            WaitedSeconds = Seconds(StepTime(lowered, "await-old-ttl")),
        };
        await SyncAsync(guest, rebooted: false, cancellationToken);
        var before = await guest.ReceivedBytesAsync(cancellationToken);
        var cutover = await RunAsync("cutover", ["migrate", "cutover", "payroll", "--yes", .. options.WithMaintenance ? (string[])["--maintenance"] : []], cancellationToken);
        _traffic.AtCutover = await guest.ReceivedBytesAsync(cancellationToken) - before;
        _dns = _dns with { ConvergedSeconds = cutover.Number("measurements", "convergedSeconds") };
        Document = Document with { Migration = Result(cutover), WritePauseMs = cutover.Number("measurements", "heldMs") };
        return options.ThenBackOut ? await BackOutAsync(cutover, address, cancellationToken) : await FinishAsync(cancellationToken);
    }

    private async Task TestAsync(CancellationToken cancellationToken)
    {
        Say("A fenced copy of the new server is tried, while everybody goes on working on the old one.");
        var tested = await RunAsync("test", ["migrate", "test", "payroll"], cancellationToken);
        Document = Document with
        {
            Test = new(tested.Text("results", "verdict") ?? "none", (int)(tested.Number("results", "answersCompared") ?? 0))
            {
                Differences = [.. tested.Texts("results", "difference at ").Select(static difference => $"{difference.Name}: {difference.Text}")],
            },
        };
        await RunAsync("test end", ["migrate", "test", "payroll", "--end"], cancellationToken);
    }

    private async Task<string> FinishAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Calm, Time, cancellationToken);
        Say("Those who have never asked for the address again are still served, through the old server. They end here: a finish is for when nobody comes there any more.");
        await Witness.StopStaleAsync();
        Document = Document with { Finish = Result(await RunAsync("finish", ["migrate", "finish", "payroll", "--forward-days", "0", "--no-image", "--yes"], cancellationToken)) };
        return _target;
    }

    private async Task<string> BackOutAsync(BatonAnswer cutover, string address, CancellationToken cancellationToken)
    {
        Say("Users work on the new server, some of them through the old one. Then the operator changes her mind.");
        await Task.Delay(Calm, Time, cancellationToken);
        var turned = Time.GetUtcNow();
        var back = await RunAsync("backout", ["migrate", "backout", "payroll", "--yes"], cancellationToken);
        Document = Document with { Rollback = new(cutover.Text("run") ?? "", back.Text("outcome") ?? "", (Time.GetUtcNow() - turned).TotalMilliseconds, null) };
        await Task.Delay(Calm, Time, cancellationToken);
        Say("And then gives up for good: all that was prepared goes, and the name gets its time to live back.");
        await RunAsync("backout of all", ["migrate", "backout", "payroll", "--yes"], cancellationToken);
        return address;
    }

    private async Task SyncAsync(Guest guest, bool rebooted, CancellationToken cancellationToken)
    {
        // A boot sets the counter back.
        var before = rebooted ? 0 : await guest.ReceivedBytesAsync(cancellationToken);
        await RunAsync("sync", ["migrate", "sync", "payroll"], cancellationToken);
        _traffic.Synced = (_traffic.Synced ?? 0) + await guest.ReceivedBytesAsync(cancellationToken) - before;
    }

    private async Task<BatonAnswer> RunAsync(string stage, string[] arguments, CancellationToken cancellationToken)
    {
        var start = Time.GetUtcNow();
        var answer = await Typist.RunAsync(stage, arguments, isTriedAgain: true, cancellationToken);
        _stages.Add(new(stage, Math.Round((Time.GetUtcNow() - start).TotalSeconds, 1)));
        AddSteps(stage, answer);
        RehearsalCloud.Demand(answer, string.Join(' ', arguments.Take(2)));
        return answer;
    }

    private void Typed(string name, DateTimeOffset start) => AddPhase(name, start, Time.GetUtcNow() - start);

    // What a migration makes and leaves is the new environment; all of it carries its tag.
    protected override IReadOnlyList<string> Wanted(Instance serving, string address) =>
        options.ThenBackOut ? [] : [serving.InstanceId!, address, serving.KeyName!, .. serving.SecurityGroups.Select(static group => group.GroupId!)];

    protected override async Task AfterProofAsync(WitnessRecord record, string serving, CancellationToken cancellationToken)
    {
        // What becomes of the name from here on is another story.
        (_record, _sightings) = (record, _observer!.Seen);
        if (!options.WithBaseline || Problems.Count > 0)
        {
            return;
        }

        Say("For comparison the same server is moved the usual way: maintenance page, dump, copy, load, DNS. Beginning with a fresh server that has all programs.");
        var place = new BaselinePlace
        {
            Serving = serving, GroupId = _groupId, ZoneId = _zoneId, Name = Name, TimeToLive = TimeToLive, OldTimeToLive = OldTimeToLive, Resolve = _resolver!.ResolveAsync,
        };
        Document = Document with { Baseline = await new UsualMove(Backstage, place, Time).PlayAsync(cancellationToken) };
    }

    protected override void Judge()
    {
        Problems.AddRange(Typist.KillsLeft.Select(static kill => RehearsalProblems.NotKilled(kill).Message));
        if (Document.Test is { Verdict: not "passed" } test)
        {
            Problems.Add($"The test of the new environment ended with the verdict {test.Verdict}.");
        }

        if (Problems.Count == 0 && Document.Before?.InstanceId != Document.After?.InstanceId == options.ThenBackOut)
        {
            Problems.Add($"{Document.After?.InstanceId} serves, which should not.");
        }

        // A dump is an outage that grows with the data, a maintenance page is one that users see: both are asked for as such.
        // A kill in the moment in which requests are held leaves them waiting until somebody resumes; whether all outlast that is not Baton's to promise.
        if (options is { Kills: [], Database: not "dump", WithMaintenance: false } && Document.Witness is { FailedRequests: > 0 and var failed })
        {
            Problems.Add(string.Create(CultureInfo.InvariantCulture, $"{failed} requests failed."));
        }
    }

    protected override RehearsalDocument Complete(RehearsalDocument document) => document with
    {
        Stages = _stages,
        Database = options.Database,
        Maintenance = options.WithMaintenance ? true : null,
        Kills = Typist.Kills,
        Dns = _dns is null ? null : DnsSeen.Complete(_dns, _sightings, _observedFrom - Witness.StartedAt, _record),
        Amounts = new()
        {
            Rows = options.Data.Rows, Files = options.Data.Documents, FileKiB = options.Data.DocumentKiB, BytesSynced = _traffic.Synced, BytesAtCutover = _traffic.AtCutover,
        },
    };

    private static double? Seconds(TimeSpan? length) => length is { } known ? Math.Round(known.TotalSeconds, 1) : null;
}
