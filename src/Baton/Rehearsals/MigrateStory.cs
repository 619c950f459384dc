using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using Baton.Engine.Problems;
using Baton.Rehearsals.Documents;
using Baton.Rehearsals.Reports;
using Baton.Rehearsals.Stage;
using Baton.Rehearsals.Witnessing;
using Baton.Terminals;

namespace Baton.Rehearsals;

/// <summary>
/// Migrates a server that Baton knows by SSH alone, under load, with the commands that a user would type, and backs out when asked. The old server is a machine of the
/// same cloud, so that nothing else is needed; nothing of the story tells Baton so.
/// </summary>
internal sealed class MigrateStory(RehearsalFolder folder, BatonCommand baton, RehearsalCloud cloud, MigrateStoryOptions options, ITerminal terminal, TimeProvider time)
{
    private static readonly TimeSpan s_calm = TimeSpan.FromSeconds(4);

    private readonly Backstage _backstage = new(cloud.Aws, folder, time);
    private readonly List<PhaseTime> _phases = [];
    private readonly List<StageTime> _stages = [];
    private readonly List<TimedStep> _steps = [];
    private readonly List<string> _problems = [];
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private RehearsalDocument _document = new() { Outcome = "failed", Rehearsal = options.Id, Story = "migrate", StartedAt = time.GetUtcNow(), DurationMs = 0 };
    private Witness? _witness;
    private WitnessRecord? _record;

    public async Task<(RehearsalDocument Document, WitnessRecord Record, IReadOnlyList<TimedStep> Steps)> PlayAsync(CancellationToken cancellationToken)
    {
        var address = await LaunchAsync(cancellationToken);
        var before = await Inventory.TakeAsync(cloud.Aws, cancellationToken);
        _document = _document with { Before = await LookAsync(address, cancellationToken) };
        Say($"The witness begins to write and read at the old server, http://{address}/, and stays there whatever happens.");
        await using var witness = Witness.Start(new() { Address = new($"http://{address}"), Name = options.Id[^4..] }, time);
        _witness = witness;
        var serving = address;
        try
        {
            await Task.Delay(s_calm, time, cancellationToken);
            serving = await ActAsync(address, cancellationToken);
            await Task.Delay(s_calm, time, cancellationToken);
        }
        catch (BatonException failure)
        {
            // The story ends here; what the witness saw until now is still worth knowing.
            _problems.AddRange(failure.Problems.Select(static problem => problem.Message));
        }

        var record = _record ?? await witness.StopAsync();
        await ConcludeAsync(record, serving, before, cancellationToken);
        return (_document, record, _steps);
    }

    private async Task<string> LaunchAsync(CancellationToken cancellationToken)
    {
        Say("The old server boots: nginx, SmallPayroll, PostgreSQL, documents. Baton is told its address and a key, and nothing else.");
        await _backstage.CreateKeyAsync(cancellationToken);
        await LocalProgram.RunAsync("sh", ["-c", "ssh-keygen -y -f \"$0\" >\"$0.pub\"", folder.Key], cancellationToken);
        var group = await _backstage.CreateGroupAsync(cancellationToken);
        var image = await _backstage.OwnImageAsync(PreparedCloud.ImageName, cancellationToken) ?? throw new BatonException(RehearsalProblems.NoStockImage());
        var instance = (await _backstage.LaunchAsync(image, "t3.micro", group, null, cancellationToken)).InstanceId!;
        var (allocation, address) = await _backstage.AllocateAddressAsync(cancellationToken);
        await _backstage.AwaitStateAsync(instance, "running", cancellationToken);
        await _backstage.AssociateAsync(allocation, instance, cancellationToken);
        await _backstage.AwaitServingAsync(new Uri($"http://{address}"), cancellationToken);
        var inside = (await _backstage.DescribeAsync(instance, cancellationToken)).PrivateIpAddress!;
        await File.WriteAllTextAsync(folder.Configuration, MigrationConfiguration.Text(address, inside, folder.Key, baton.Environment), cancellationToken);

        // What a user's own known_hosts would say of a server that she has.
        await _backstage.TrustAsync(instance, address, cancellationToken);
        Directory.CreateDirectory(Path.GetDirectoryName(folder.Home.KnownHosts)!);
        var lines = await File.ReadAllLinesAsync(folder.KnownHosts, cancellationToken);
        await File.WriteAllLinesAsync(folder.Home.KnownHosts, lines, cancellationToken);
        return address;
    }

    /// <returns>The address that serves when the story is over.</returns>
    private async Task<string> ActAsync(string old, CancellationToken cancellationToken)
    {
        var prepared = await RunAsync(["migrate", "prepare", "payroll", "--yes"], cancellationToken);
        var address = prepared.Text("results", "address") ?? "";
        await RunAsync(["migrate", "sync", "payroll"], cancellationToken);
        Say("The new server is rebooted, as it may be in the days of a sync; then what changed meanwhile comes over.");
        await _backstage.RebootAsync(prepared.Text("results", "instanceId")!, cancellationToken);
        await RunAsync(["migrate", "sync", "payroll"], cancellationToken);
        var cutover = await RunAsync(["migrate", "cutover", "payroll", "--yes"], cancellationToken);
        _document = _document with { Migration = Result(cutover), WritePauseMs = cutover.Number("measurements", "heldMs") };
        if (!options.ThenBackOut)
        {
            // Who still comes to the old address is refused once it forwards no more; by then nobody does.
            await Task.Delay(s_calm, time, cancellationToken);
            _record = await _witness!.StopAsync();
            _document = _document with { Finish = Result(await RunAsync(["migrate", "finish", "payroll", "--yes"], cancellationToken)) };
            return address;
        }

        Say("Users work on the new server, through the old one. Then the operator changes her mind.");
        await Task.Delay(s_calm, time, cancellationToken);
        var turned = time.GetUtcNow();
        var back = await RunAsync(["migrate", "backout", "payroll", "--yes"], cancellationToken);
        _document = _document with { Rollback = new(cutover.Text("run") ?? "", back.Text("outcome") ?? "", (time.GetUtcNow() - turned).TotalMilliseconds, null) };
        await Task.Delay(s_calm, time, cancellationToken);
        await RunAsync(["migrate", "backout", "payroll", "--yes"], cancellationToken);
        return old;
    }

    private async Task<BatonAnswer> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var start = time.GetUtcNow();
        var answer = await baton.RunAsync(arguments, cancellationToken);
        var took = time.GetUtcNow() - start;
        _phases.Add(new(arguments[1], (start - _witness!.StartedAt).TotalMilliseconds, took.TotalMilliseconds));
        _stages.Add(new(arguments[1], Math.Round(took.TotalSeconds, 1)));
        foreach (var step in answer.Items("steps"))
        {
            AddStep(arguments[1], step);
        }

        RehearsalCloud.Demand(answer, string.Join(' ', arguments.Take(2)));
        return answer;
    }

    private void AddStep(string run, JsonElement step)
    {
        if (step.TryGetProperty("startedAt", out var started) && step.TryGetProperty("endedAt", out var ended))
        {
            var start = started.GetDateTimeOffset();
            _steps.Add(new(run, step.GetProperty("name").GetString()!, start - _witness!.StartedAt, ended.GetDateTimeOffset() - start));
        }
    }

    private static RunResult Result(BatonAnswer answer) =>
        new(answer.Text("run") ?? "", answer.Text("outcome") ?? "", answer.Number("durationMs") ?? 0, answer.Number("measurements", "heldMs"));

    private async Task ConcludeAsync(WitnessRecord record, string serving, Inventory before, CancellationToken cancellationToken)
    {
        Say($"The witness asks http://{serving}/ for every write that was acknowledged.");
        await TryAsync(async () =>
        {
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new($"http://{serving}"), Timeout = TimeSpan.FromMinutes(2) };
            _document = _document with { Witness = await new Verification(http, record).RunAsync(cancellationToken) };
        });
        await TryAsync(async () => _document = _document with { After = await LookAsync(serving, cancellationToken) });
        await TryAsync(async () => _document = _document with { Leftovers = [.. await LeftoversAsync(before, serving, cancellationToken)] });

        var duration = time.GetUtcNow() - _startedAt;
        Judge();
        _document = _document with
        {
            Outcome = _problems.Count == 0 ? "succeeded" : "failed",
            DurationMs = duration.TotalMilliseconds,
            Phases = _phases,
            Stages = _stages,
            Problems = _problems,
            Accelerator = cloud.Machines,
        };
    }

    private void Judge()
    {
        if (_document.Witness is { NothingLost: false } witness)
        {
            _problems.Add(string.Create(CultureInfo.InvariantCulture, $"{witness.LostAcknowledgedWrites} acknowledged writes and {witness.LostUploads} documents are lost, {witness.DuplicatedWrites} writes are doubled."));
        }

        if (_document.Witness is { AcknowledgedWrites: 0 })
        {
            _problems.Add("No write was acknowledged, so nothing is proved.");
        }

        if (_document.Leftovers.Count > 0)
        {
            _problems.Add($"Left over: {string.Join(", ", _document.Leftovers)}.");
        }

        if (_problems.Count == 0 && _document.Before?.InstanceId != _document.After?.InstanceId == options.ThenBackOut)
        {
            _problems.Add($"{_document.After?.InstanceId} serves, which should not.");
        }
    }

    private async Task<ServerFacts> LookAsync(string address, CancellationToken cancellationToken)
    {
        var instance = await _backstage.AtAddressAsync(address, cancellationToken);
        var guest = await _backstage.TrustAsync(instance.InstanceId!, address, cancellationToken);
        var memory = await guest.RunAsync("awk '/^MemTotal/ { print int($2 / 1024) }' /proc/meminfo", null, null, cancellationToken);
        return new()
        {
            InstanceId = instance.InstanceId!,
            InstanceType = instance.InstanceType!,
            MemoryMiB = int.Parse(memory, CultureInfo.InvariantCulture),
            Address = address,
        };
    }

    private async Task<IEnumerable<string>> LeftoversAsync(Inventory before, string address, CancellationToken cancellationToken)
    {
        var now = await Inventory.TakeAsync(cloud.Aws, cancellationToken);
        var instance = await _backstage.AtAddressAsync(address, cancellationToken);
        var guest = await _backstage.TrustAsync(instance.InstanceId!, address, cancellationToken);

        // What a migration makes and leaves is the new environment; all of it carries its tag.
        string[] made = options.ThenBackOut ? [] : [instance.InstanceId!, address, instance.KeyName!, .. instance.SecurityGroups.Select(static group => group.GroupId!)];
        return now.LeftoversSince(before, made).Concat(await ServerTraces.FindAsync(guest, cancellationToken));
    }

    /// <summary>After the story everything is looked at that can be, and each failure is told with the rest.</summary>
    private async Task TryAsync(Func<Task> look)
    {
        try
        {
            await look();
        }
        catch (BatonException failure)
        {
            _problems.AddRange(failure.Problems.Select(static problem => problem.Message));
        }
        catch (Exception failure) when (failure is HttpRequestException or SocketException or TaskCanceledException { InnerException: TimeoutException })
        {
            _problems.Add($"The server did not answer afterwards: {failure.Message}");
        }
    }

    private void Say(string what) => terminal.Talk.WriteLine(what);
}
