using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Baton.Aws.Ec2;
using Baton.Engine;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Disks;
using Baton.Operations.Cloud;
using Baton.Operations.Configuration;
using Baton.Operations.Discovery;
using Baton.Operations.Problems;
using Baton.Operations.Steps;

namespace Baton.Operations.Imaging;

/// <summary>Brings the data to rest for a moment and copies all volumes at one instant.</summary>
internal sealed class SnapshotVolumes(PlanScope scope, ServerModel server) : Step<SnapshotVolumes.Result>
{
    private const int Tries = 3;

    private readonly ConsistencyPlan _consistency = new(server);

    public override string Name => "snapshot-volumes";

    protected override JsonTypeInfo<Result> OutputType => OperationJson.Default.SnapshotVolumesResult;

    public override StepDescription Describe() => new()
    {
        Changes = string.Create(
            CultureInfo.InvariantCulture,
            $"Bring the data to rest and copy {Counted.Of(server.Instance.Volumes.Count, "volume")} at one instant: {string.Join(", ", _consistency.Judge(_consistency.ExpectedFrozen).Select(Words))}"),
        Undo = "delete the snapshots",
        Pauses = _consistency.Freezes ? PauseKind.Writes : PauseKind.None,
        EstimatedPause = _consistency.Freezes ? TimeSpan.FromMilliseconds(500) : null,
    };

    protected override async Task<Result> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        // What a try before a crash has left was perhaps taken while the server had thawed by itself: it is not trusted.
        await DeleteAsync(await FindAsync(context, cancellationToken), cancellationToken);
        var host = await scope.Connections.ConnectAsync(server.InstanceId, cancellationToken);
        var reason = "";
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            context.Progress.Say(attempt == 1 ? "bringing data to rest" : $"trying again: {reason}");
            var (result, wrong) = await CopyAsync(host, context, cancellationToken);
            if (wrong is null)
            {
                context.Progress.Measure("writePauseMs", result.WritePauseMs);
                return result;
            }

            reason = wrong;
            await DeleteAsync(result.Snapshots.Select(snapshot => snapshot.SnapshotId), cancellationToken);
        }

        throw new BatonException(OperationProblems.ConsistencyNotHad(server.Options.Consistency.ToString().ToLowerInvariant(), reason));
    }

    protected override async Task<Result?> LookAsync(StepContext context, CancellationToken cancellationToken)
    {
        var found = await scope.Ec2.LookPatientlyAsync<IReadOnlyList<string>>(
            async () => await FindAsync(context, cancellationToken) is { Count: > 0 } snapshots ? snapshots : null,
            cancellationToken);
        return found is null ? null : new() { Snapshots = [.. found.Select(id => new Copy("", id))] };
    }

    protected override async Task TakeBackAsync(Result output, StepContext context, CancellationToken cancellationToken)
    {
        var found = await FindAsync(context, cancellationToken);
        await DeleteAsync(found.Union(output.Snapshots.Select(snapshot => snapshot.SnapshotId)), cancellationToken);
    }

    private async Task<(Result Result, string? Wrong)> CopyAsync(IHost host, StepContext context, CancellationToken cancellationToken)
    {
        if (server.Options.Consistency == ConsistencyLevel.Crash)
        {
            return (new() { Snapshots = await AskAsync(context, cancellationToken), Volumes = _consistency.Judge([]) }, null);
        }

        var freeze = new Freeze(host);
        var frozen = await freeze.FreezeAsync(_consistency.Setup, cancellationToken);
        IReadOnlyList<Copy> snapshots;
        ThawedDisks thawed;
        try
        {
            snapshots = await AskAsync(context, cancellationToken);
        }
        finally
        {
            // Whatever happened, and whoever asked to stop: users are waiting.
            using var bounded = new CancellationTokenSource(server.Options.Budgets.Freeze + TimeSpan.FromSeconds(30), scope.Ec2.Time);
            thawed = await freeze.ThawAsync(bounded.Token);
        }

        var result = new Result { Snapshots = snapshots, WritePauseMs = thawed.Paused.TotalMilliseconds, Volumes = _consistency.Judge(frozen.Mounts) };
        return (result, WhyNot(thawed, result));
    }

    /// <summary>The instant of the copy is the request: when it is answered writes may go on, though the snapshots are not complete for a long time.</summary>
    private async Task<IReadOnlyList<Copy>> AskAsync(StepContext context, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(server.Options.Budgets.Freeze, scope.Ec2.Time);
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var answer = await scope.Ec2.SendAsync(
                new CreateSnapshotsRequest
                {
                    Description = $"{server.Name}: {context.RunId}",
                    InstanceSpecification = new() { InstanceId = server.InstanceId },
                    TagSpecifications = [RunTags.On("snapshot", RunTags.Of(context, server.Name))],
                },
                bounded.Token);
            return [.. answer.Snapshots.Select(snapshot => new Copy(snapshot.VolumeId!, snapshot.SnapshotId!))];
        }
        catch (OperationCanceledException error) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new BatonException(OperationProblems.TookTooLong("The request for the snapshots", server.Options.Budgets.Freeze), error);
        }
    }

    private string? WhyNot(ThawedDisks thawed, Result result) => (thawed, server.Options.Consistency) switch
    {
        ({ WatchdogFired: true }, _) => "the server thawed by itself before the copy was taken",
        ({ ChangedFiles: > 0 }, ConsistencyLevel.Application) =>
            "files changed on a file system that cannot be frozen, because it is the root; put them on a volume of their own",
        (_, var wanted) when _consistency.Overall(result.Volumes) < wanted => "a file system that holds what baton.yaml names could not be frozen",
        _ => null,
    };

    private async Task<IReadOnlyList<string>> FindAsync(StepContext context, CancellationToken cancellationToken) =>
        [.. (await scope.Ec2.SnapshotsAsync([RunTags.ByStep(context)], cancellationToken)).Select(snapshot => snapshot.SnapshotId!)];

    private async Task DeleteAsync(IEnumerable<string> snapshotIds, CancellationToken cancellationToken)
    {
        foreach (var snapshotId in snapshotIds)
        {
            await scope.Ec2.SendUnlessGoneAsync(new DeleteSnapshotRequest { SnapshotId = snapshotId }, cancellationToken);
        }
    }

    private static string Words(VolumeConsistency volume) => $"{volume.Device} {volume.Level.ToString().ToLowerInvariant()}";

    internal sealed record Result
    {
        public IReadOnlyList<Copy> Snapshots { get; init; } = [];

        public double WritePauseMs { get; init; }

        public IReadOnlyList<VolumeConsistency> Volumes { get; init; } = [];
    }

    internal sealed record Copy(string VolumeId, string SnapshotId);
}
