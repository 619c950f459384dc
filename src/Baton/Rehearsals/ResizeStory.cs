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

/// <summary>Images, proves and resizes a server under load, with the commands that a user would type, and rolls back when asked.</summary>
internal sealed class ResizeStory(RehearsalFolder folder, BatonCommand baton, RehearsalCloud cloud, ResizeStoryOptions options, ITerminal terminal, TimeProvider time)
{
    private static readonly TimeSpan s_calm = TimeSpan.FromSeconds(4);

    private readonly Backstage _backstage = new(cloud.Aws, folder, time);
    private readonly List<PhaseTime> _phases = [];
    private readonly List<TimedStep> _steps = [];
    private readonly List<KillPoint> _killsLeft = [.. options.Kills];
    private readonly List<KillResult> _kills = [];
    private readonly JournalWatch _journal = new(folder.Home, time);
    private readonly List<string> _problems = [];
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private RehearsalDocument _document = new() { Outcome = "failed", Rehearsal = options.Id, Story = "resize", StartedAt = time.GetUtcNow(), DurationMs = 0 };
    private Witness? _witness;

    public async Task<(RehearsalDocument Document, WitnessRecord Record, IReadOnlyList<TimedStep> Steps)> PlayAsync(CancellationToken cancellationToken)
    {
        var address = await LaunchAsync(cancellationToken);
        var before = await Inventory.TakeAsync(cloud.Aws, cancellationToken);
        _document = _document with { Before = await LookAsync(address, cancellationToken) };
        Say($"The witness begins to write and read at http://{address}/ and does not stop.");
        await using var witness = Witness.Start(new() { Address = new($"http://{address}"), Name = options.Id[^4..] }, time);
        _witness = witness;
        try
        {
            await Task.Delay(s_calm, time, cancellationToken);
            await ActAsync(cancellationToken);
            await Task.Delay(s_calm, time, cancellationToken);
        }
        catch (BatonException failure)
        {
            // The story ends here; what the witness saw until now is still worth knowing.
            _problems.AddRange(failure.Problems.Select(static problem => problem.Message));
        }

        var record = await witness.StopAsync();
        await ConcludeAsync(record, address, before, cancellationToken);
        return (_document, record, _steps);
    }

    private async Task<string> LaunchAsync(CancellationToken cancellationToken)
    {
        Say("A t3.micro server 'payroll' boots from the image, behind an Elastic IP.");
        await _backstage.CreateKeyAsync(cancellationToken);
        var group = await _backstage.CreateGroupAsync(cancellationToken);
        var image = await _backstage.OwnImageAsync(PreparedCloud.ImageName, cancellationToken) ?? throw new BatonException(RehearsalProblems.NoStockImage());
        var instance = (await _backstage.LaunchAsync(image, "t3.micro", group, null, cancellationToken)).InstanceId!;
        var (allocation, address) = await _backstage.AllocateAddressAsync(cancellationToken);
        await _backstage.AwaitStateAsync(instance, "running", cancellationToken);
        await _backstage.AssociateAsync(allocation, instance, cancellationToken);
        await _backstage.AwaitServingAsync(new Uri($"http://{address}"), cancellationToken);
        await File.WriteAllTextAsync(folder.Configuration, PayrollConfiguration.Text(instance, folder.Key, baton.Environment), cancellationToken);
        return address;
    }

    private async Task ActAsync(CancellationToken cancellationToken)
    {
        await DemandStepsAsync(cancellationToken);
        var image = await RunAsync(["image", "payroll"], cancellationToken);
        _document = _document with
        {
            Image = new(image.Text("results", "imageId") ?? "", image.Text("results", "consistency") ?? "", image.Number("measurements", "writePauseMs") ?? 0),
        };
        var verified = await RunAsync(["verify", _document.Image.ImageId], cancellationToken);
        _document = _document with { Verify = new(verified.Text("results", "verdict") ?? "none") };
        var resized = await RunAsync(["resize", "payroll", "--memory", "4GiB", "--yes"], cancellationToken);
        _document = _document with { Resize = Result(resized) };
        if (_document.Resize.Outcome != "succeeded")
        {
            // Killed, and taken back by the operator.
            _document = _document with { Rollback = _document.Resize };
        }
        else if (options.ThenRollBack)
        {
            Say("The operator changes her mind.");
            await Task.Delay(s_calm, time, cancellationToken);
            _document = _document with { Rollback = Result(await RunAsync(["rollback", _document.Resize.Run], cancellationToken)) };
        }
        else
        {
            _document = _document with { Finish = Result(await RunAsync(["finish", _document.Resize.Run, "--yes"], cancellationToken)) };
        }
    }

    private async Task<BatonAnswer> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var answer = await RunOnceAsync(arguments, cancellationToken);
        while (answer.KilledIn is { } point)
        {
            _killsLeft.Remove(point);
            var run = _journal.Unfinished() ?? throw new BatonException(RehearsalProblems.NoUnfinishedRun());
            _kills.Add(new(run.Id, point.Step, options.AfterKill));
            answer = await RunOnceAsync([options.AfterKill, run.Id], cancellationToken);
            if (options.AfterKill == "rollback" && arguments[0] != "resize" && answer.Succeeded)
            {
                // As before: the operator tries again.
                answer = await RunOnceAsync(arguments, cancellationToken);
            }
        }

        foreach (var step in answer.Items("steps"))
        {
            AddStep(arguments[0], step);
        }

        RehearsalCloud.Demand(answer, arguments[0]);
        return answer;
    }

    private async Task<BatonAnswer> RunOnceAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var start = time.GetUtcNow();
        var answer = await baton.RunAsync(arguments, _killsLeft is [] ? null : over => _journal.WaitAsync(_killsLeft, over), cancellationToken);
        _phases.Add(new(arguments[0], (start - _witness!.StartedAt).TotalMilliseconds, (time.GetUtcNow() - start).TotalMilliseconds));
        return answer;
    }

    /// <summary>A name that no step has is told before minutes are spent.</summary>
    private async Task DemandStepsAsync(CancellationToken cancellationToken)
    {
        if (options.Kills is [])
        {
            return;
        }

        List<(string Kind, string Step)> known = [];
        foreach (var (kind, arguments) in new[] { ("image", new[] { "plan", "image", "payroll" }), ("resize", ["plan", "resize", "payroll", "--memory", "4GiB"]) })
        {
            var plan = await baton.RunAsync(arguments, cancellationToken);
            RehearsalCloud.Demand(plan, "plan");
            known.AddRange(plan.Items("steps").Select(step => (kind, step.GetProperty("name").GetString()!)));
        }

        var unknown = options.Kills.Where(kill => !known.Exists(step => kill.Matches(step.Kind, step.Step))).ToList();
        if (unknown is not [])
        {
            throw new BatonException([.. unknown.Select(kill => RehearsalProblems.UnknownStep(kill, known.Select(static step => $"{step.Kind}:{step.Step}")))]);
        }
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

    private async Task ConcludeAsync(WitnessRecord record, string address, Inventory before, CancellationToken cancellationToken)
    {
        Say("The witness asks for every write that was acknowledged.");
        await TryAsync(async () =>
        {
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new($"http://{address}"), Timeout = TimeSpan.FromMinutes(2) };
            _document = _document with { Witness = await new Verification(http, record).RunAsync(cancellationToken) };
        });
        await TryAsync(async () => _document = _document with { After = await LookAsync(address, cancellationToken) });
        await TryAsync(async () => _document = _document with { Leftovers = [.. await LeftoversAsync(before, address, cancellationToken)] });
        var duration = time.GetUtcNow() - _startedAt;
        Judge();
        _document = _document with
        {
            Outcome = _problems.Count == 0 ? "succeeded" : "failed",
            DurationMs = duration.TotalMilliseconds,
            Phases = _phases,
            Kills = _kills,
            Problems = _problems,
            Accelerator = cloud.Machines,
            Cost = _document is { Before: { } was, After: { } now } ? PriceList.Estimate(was.InstanceType, now.InstanceType, duration) : null,
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

        _problems.AddRange(_killsLeft.Select(static kill => RehearsalProblems.NotKilled(kill).Message));
        var moved = _document.Before?.InstanceId != _document.After?.InstanceId;
        if (_problems.Count == 0 && moved == (_document.Rollback is not null))
        {
            _problems.Add($"The address leads to {_document.After?.InstanceId}, which is not where it should.");
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
        string?[] wanted = [_document.Image?.ImageId, instance.InstanceId];
        return now.LeftoversSince(before, [.. wanted.OfType<string>()]).Concat(await ServerTraces.FindAsync(guest, cancellationToken));
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
