using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Journal;
using Baton.Engine.Plans;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Operating;
using Baton.Operations;
using Baton.Operations.Assessing;
using Baton.Operations.Configuration;
using Baton.Operations.Hardening;
using Baton.Operations.Migrating.Syncing;
using Baton.Operations.Migrating.Watching;

namespace Baton.Tests;

/// <summary>A plan of three steps that make things in memory, for the program's own tests.</summary>
internal sealed class ThingPlans : IOperations
{
    public List<string> Things { get; } = [];

    public string? Fails { get; set; }

    public string Verdict { get; set; } = "passed";

    public string? FailsToUndo { get; set; }

    /// <summary>Why a server cannot be looked at.</summary>
    public Problem? Unlooked { get; set; }

    public Action<string> Doing { get; set; } = _ => { };

    public Task<Plan> BuildAsync(string kind, string arguments, CancellationToken cancellationToken) => Task.FromResult(new Plan
    {
        Kind = kind,
        Subject = "payroll",
        LeaseOn = "i-1",
        Steps =
        [
            new MakeThing(this, "take-snapshot", new() { Changes = "Snapshot both volumes at one moment", Undo = "Delete the snapshots", Pauses = PauseKind.Writes, EstimatedPause = TimeSpan.FromMilliseconds(300) }),
            new MakeThing(this, "launch-instance", new() { Changes = "Launch a t3.medium from the image, with the same groups, subnet and key", Undo = "Terminate it", CostPerHour = 0.0416m }),
            new MakeThing(this, "check", new() { Changes = "Ask every check on the new server" }),
        ],
        Results = () => kind == "verify" ? [new("verdict", Verdict), new("the files are as they were", $"{Verdict}: 5 files")] : [new("imageId", "ami-0123456789abcdef0"), new("consistency", "application")],
    });

    /// <summary>What the commands asked to look into.</summary>
    public List<string> Asked { get; } = [];

    public Task<PreparedRun> ImageAsync(ServerOptions server, ImageRequest request, CancellationToken cancellationToken) =>
        PreparedAsync("image", $"{server.Name} {request.Name} {server.Consistency}");

    public Task<PreparedRun> VerifyAsync(VerifyRequest request, Func<string?, ServerOptions> server, CancellationToken cancellationToken) =>
        PreparedAsync("verify", $"{request.ImageId} of {server("payroll").Name} {request.InstanceType}");

    public Task<PreparedRun> ResizeAsync(ServerOptions server, ResizeRequest request, CancellationToken cancellationToken) =>
        PreparedAsync("resize", $"{server.Name} {request.InstanceType} {request.MemoryMiB} {request.Cpus}");

    public Task<PreparedRun> MigrateAsync(MigrationStage stage, ServerOptions server, MigrateRequest request, CancellationToken cancellationToken) =>
        PreparedAsync($"migrate-{stage}", server.Name);

    public Task<PreparedRun> DnsAsync(ServerOptions server, DnsRequest request, CancellationToken cancellationToken) =>
        PreparedAsync($"dns-{request.Action.ToString().ToLowerInvariant()}", $"{server.Name} {request.Address}{request.OverrideWait}");

    public Task<NamesStanding?> NamesAsync(ServerOptions server, CancellationToken cancellationToken) => Task.FromResult<NamesStanding?>(
        new() { Names = [new("payroll.example.com.", "ns1.example.com", "192.0.2.1", 300), new("payroll.example.com.", "9.9.9.9", "192.0.2.1", 17) { IsResolver = true }] });

    public Task<DateTimeOffset?> BackOutFromAsync(string server, CancellationToken cancellationToken) => Task.FromResult<DateTimeOffset?>(null);

    /// <summary>What a watch over a sync sees, look by look; then it is ended as by Ctrl+C.</summary>
    public List<SyncLook> SyncLooks { get; } = [];

    public List<AccessLook> AccessLooks { get; } = [];

    public IAsyncEnumerable<SyncLook> WatchSyncAsync(ServerOptions server, TimeSpan every, CancellationToken cancellationToken)
    {
        Asked.Add($"watch sync of {server.Name} every {every.TotalSeconds} s");
        return ThenCancelledAsync(SyncLooks, cancellationToken);
    }

    public IAsyncEnumerable<AccessLook> WatchAccessAsync(ServerOptions server, CancellationToken cancellationToken)
    {
        Asked.Add($"watch access of {server.Name}");
        return ThenCancelledAsync(AccessLooks, cancellationToken);
    }

    public Task RequireWayBackAsync(RunRecord run, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<PreparedRun> FinishAsync(RunRecord resize, CancellationToken cancellationToken) => PreparedAsync("finish", resize.Id);

    public Task<HardeningReport> HardenAsync(ServerOptions server, IProgress<string> says, CancellationToken cancellationToken)
    {
        Asked.Add($"harden {server.Name}");
        return Unlooked is { } problem ? throw new BatonException(problem) : Task.FromResult(new HardeningReport
        {
            Server = server.Name,
            InstanceId = "i-0123456789abcdef0",
            At = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero),
            Improvements =
            [
                new(RiskLevel.High, "backup", "There is no image of it.", $"baton image {server.Name}", "here"),
                new(RiskLevel.Low, "certificate", "It expires | soon.", "sudo certbot renew --dry-run", "server"),
            ],
            Fine = ["clock"],
            NotLookedAt = ["alarms"],
        });
    }

    public Task<T> OnServerAsync<T>(ServerOptions server, Func<IHost, string?, Task<T>> look, CancellationToken cancellationToken) => throw new NotSupportedException();

    private static async IAsyncEnumerable<T> ThenCancelledAsync<T>(IReadOnlyList<T> looks, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var look in looks)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return look;
        }

        throw new OperationCanceledException();
    }

    private async Task<PreparedRun> PreparedAsync(string kind, string what)
    {
        Asked.Add($"{kind} {what}");
        return new(await BuildAsync(kind, "{}", CancellationToken.None), "{}") { Notes = kind == "resize" ? ["The private address changes."] : [] };
    }

    private sealed class MakeThing(ThingPlans plans, string name, StepDescription description) : Step<MadeThing>
    {
        public override string Name => name;

        public override StepDescription Describe() => description;

        protected override JsonTypeInfo<MadeThing> OutputType => MadeThingJson.Default.MadeThing;

        protected override Task<MadeThing> RunAsync(StepContext context, CancellationToken cancellationToken)
        {
            plans.Doing(name);
            cancellationToken.ThrowIfCancellationRequested();
            context.Progress.Say("half way there");
            if (plans.Fails == name)
            {
                throw new BatonException(new Problem("BTN0999", "The thing does not want to be made.", "Ask it nicely."));
            }

            if (description.Pauses != PauseKind.None)
            {
                context.Progress.Measure("writePauseMs", 87);
            }

            plans.Things.Add(name);
            return Task.FromResult(new MadeThing(name));
        }

        protected override Task<MadeThing?> LookAsync(StepContext context, CancellationToken cancellationToken) =>
            Task.FromResult(plans.Things.Contains(name) ? new MadeThing(name) : null);

        protected override Task TakeBackAsync(MadeThing output, StepContext context, CancellationToken cancellationToken)
        {
            if (plans.FailsToUndo == name)
            {
                throw new BatonException(new Problem("BTN0998", "The thing does not want to go.", "Remove it by hand."));
            }

            plans.Things.Remove(name);
            return Task.CompletedTask;
        }
    }
}

internal sealed record MadeThing(string Name);

[JsonSerializable(typeof(MadeThing))]
internal sealed partial class MadeThingJson : JsonSerializerContext;
