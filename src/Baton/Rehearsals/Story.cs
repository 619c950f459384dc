using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Baton.Aws.Ec2;
using Baton.Engine.Problems;
using Baton.Rehearsals.Documents;
using Baton.Rehearsals.Reports;
using Baton.Rehearsals.Stage;
using Baton.Rehearsals.Witnessing;
using Baton.Terminals;

namespace Baton.Rehearsals;

/// <summary>What every rehearsal is: a server with users, a witness among them, commands as somebody would type them, and a verdict.</summary>
internal abstract class Story(RehearsalFolder folder, RehearsalCloud cloud, string name, string id, ITerminal terminal, TimeProvider time)
{
    protected static readonly TimeSpan Calm = TimeSpan.FromSeconds(4);

    private readonly List<PhaseTime> _phases = [];
    private readonly List<TimedStep> _steps = [];
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();

    protected RehearsalFolder Folder => folder;

    protected TimeProvider Time => time;

    protected IPEndPoint NameServer => cloud.NameServer;

    protected Backstage Backstage { get; } = new(cloud.Aws, folder, time);

    protected List<string> Problems { get; } = [];

    protected RehearsalDocument Document { get; set; } = new() { Outcome = "failed", Rehearsal = id, Story = name, StartedAt = time.GetUtcNow(), DurationMs = 0 };

    protected Witness Witness { get; private set; } = null!;

    /// <summary>Set by a story that stops the witness before its own end.</summary>
    protected WitnessRecord? Record { get; set; }

    public async Task<(RehearsalDocument Document, WitnessRecord Record, IReadOnlyList<TimedStep> Steps)> PlayAsync(CancellationToken cancellationToken)
    {
        var address = await LaunchAsync(cancellationToken);
        var before = await Inventory.TakeAsync(cloud.Aws, cancellationToken);
        Document = Document with { Before = await LookAsync(address, cancellationToken) };
        Say(WitnessBegins(address));
        await using var witness = Witness.Start(WitnessOf(address) with { Name = id[^4..] }, time);
        Witness = witness;
        var serving = address;
        try
        {
            await Task.Delay(Calm, time, cancellationToken);
            serving = await ActAsync(address, cancellationToken);
            await Task.Delay(Calm, time, cancellationToken);
        }
        catch (BatonException failure)
        {
            // The story ends here; what the witness saw until now is still worth knowing.
            Complain(failure);
        }

        var record = Record ?? await witness.StopAsync();
        await ConcludeAsync(record, serving, before, cancellationToken);
        return (Document, record, _steps);
    }

    protected abstract string WitnessBegins(string address);

    /// <summary>How the witness finds the server.</summary>
    protected virtual WitnessOptions WitnessOf(string address) => new() { Address = new($"http://{address}"), Name = id };

    /// <returns>The address of the server, which serves.</returns>
    protected abstract Task<string> LaunchAsync(CancellationToken cancellationToken);

    /// <returns>The address that serves when the story is over.</returns>
    protected abstract Task<string> ActAsync(string address, CancellationToken cancellationToken);

    /// <summary>What the story has made and means to leave.</summary>
    protected abstract IReadOnlyList<string> Wanted(Instance serving, string address);

    /// <summary>What is done after everything was proved, and changes nothing of the proof.</summary>
    protected virtual Task AfterProofAsync(WitnessRecord record, string serving, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Adds to <see cref="Problems"/> what only this story can see.</summary>
    protected abstract void Judge();

    /// <summary>What only this story can tell.</summary>
    protected abstract RehearsalDocument Complete(RehearsalDocument document);

    /// <summary>Launches the payroll server behind an Elastic IP and waits until it serves.</summary>
    protected async Task<(string InstanceId, string Address)> LaunchServerAsync(CancellationToken cancellationToken)
    {
        await Backstage.CreateKeyAsync(cancellationToken);
        var group = await Backstage.CreateGroupAsync(cancellationToken);
        var image = await Backstage.OwnImageAsync(PreparedCloud.ImageName, cancellationToken) ?? throw new BatonException(RehearsalProblems.NoStockImage());
        var instance = (await Backstage.LaunchAsync(image, "t3.micro", group, null, cancellationToken)).InstanceId!;
        var (allocation, address) = await Backstage.AllocateAddressAsync(cancellationToken);
        await Backstage.AwaitStateAsync(instance, "running", cancellationToken);
        await Backstage.AssociateAsync(allocation, instance, cancellationToken);
        await Backstage.AwaitServingAsync(new Uri($"http://{address}"), cancellationToken);
        return (instance, address);
    }

    protected static TimeSpan? StepTime(BatonAnswer answer, string name) => answer.Items("steps").Where(step => step.GetProperty("name").GetString() == name)
        .Select(step => step.TryGetProperty("durationMs", out var took) ? TimeSpan.FromMilliseconds(took.GetDouble()) : (TimeSpan?)null).FirstOrDefault();

    protected void AddPhase(string phase, DateTimeOffset start, TimeSpan took) =>
        _phases.Add(new(phase, (start - Witness.StartedAt).TotalMilliseconds, took.TotalMilliseconds));

    protected void AddSteps(string run, BatonAnswer answer)
    {
        foreach (var step in answer.Items("steps"))
        {
            if (step.TryGetProperty("startedAt", out var started) && step.TryGetProperty("endedAt", out var ended))
            {
                var start = started.GetDateTimeOffset();
                _steps.Add(new(run, step.GetProperty("name").GetString()!, start - Witness.StartedAt, ended.GetDateTimeOffset() - start));
            }
        }
    }

    protected static RunResult Result(BatonAnswer answer) =>
        new(answer.Text("run") ?? "", answer.Text("outcome") ?? "", answer.Number("durationMs") ?? 0, answer.Number("measurements", "heldMs"));

    protected void Say(string what) => terminal.Talk.WriteLine(what);

    private async Task ConcludeAsync(WitnessRecord record, string address, Inventory before, CancellationToken cancellationToken)
    {
        Say($"The witness asks http://{address}/ for every write that was acknowledged.");
        await TryAsync(async () =>
        {
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new($"http://{address}"), Timeout = TimeSpan.FromMinutes(2) };
            Document = Document with { Witness = await new Verification(http, record).RunAsync(cancellationToken) };
        });
        await TryAsync(async () => Document = Document with { After = await LookAsync(address, cancellationToken) });
        await TryAsync(async () => Document = Document with { Accelerator = await cloud.AcceleratorAsync(cancellationToken) });
        await TryAsync(async () => Document = Document with { Leftovers = [.. await LeftoversAsync(before, address, cancellationToken)] });
        var duration = time.GetUtcNow() - _startedAt;
        await TryAsync(() => AfterProofAsync(record, address, cancellationToken));
        JudgeWitness();
        Judge();
        Document = Complete(Document with
        {
            Outcome = Problems.Count == 0 ? "succeeded" : "failed",
            DurationMs = duration.TotalMilliseconds,
            Phases = _phases,
            Problems = Problems,
        });
    }

    private void JudgeWitness()
    {
        if (Document.Witness is { NothingLost: false } witness)
        {
            Problems.Add(string.Create(CultureInfo.InvariantCulture, $"{witness.LostAcknowledgedWrites} acknowledged writes and {witness.LostUploads} documents are lost, {witness.DuplicatedWrites} writes are doubled."));
        }

        if (Document.Witness is { AcknowledgedWrites: 0 })
        {
            Problems.Add("No write was acknowledged, so nothing is proved.");
        }

        if (Document.Leftovers.Count > 0)
        {
            Problems.Add($"Left over: {string.Join(", ", Document.Leftovers)}.");
        }
    }

    private async Task<ServerFacts> LookAsync(string address, CancellationToken cancellationToken)
    {
        var instance = await Backstage.AtAddressAsync(address, cancellationToken);
        var guest = await Backstage.TrustAsync(instance.InstanceId!, address, cancellationToken);
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
        var instance = await Backstage.AtAddressAsync(address, cancellationToken);
        var guest = await Backstage.TrustAsync(instance.InstanceId!, address, cancellationToken);
        return now.LeftoversSince(before, Wanted(instance, address)).Concat(await ServerTraces.FindAsync(guest, cancellationToken));
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
            Complain(failure);
        }
        catch (Exception failure) when (failure is HttpRequestException or SocketException or TaskCanceledException { InnerException: TimeoutException })
        {
            Problems.Add($"The server did not answer afterwards: {failure.Message}");
        }
    }

    private void Complain(BatonException failure) => Problems.AddRange(failure.Problems.Select(static problem => problem.Message));
}
