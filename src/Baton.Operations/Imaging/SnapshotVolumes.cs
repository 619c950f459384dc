using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Baton.Aws.Ec2;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Operations.Cloud;
using Baton.Operations.Configuration;
using Baton.Operations.Discovery;
using Baton.Operations.Problems;
using Baton.Operations.Servers;
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
            $"Bring the data to rest and copy {server.Instance.Volumes.Count} volumes at one instant: {string.Join(", ", _consistency.Volumes.Select(Words))}"),
        Undo = "delete the snapshots",
        Pauses = _consistency.FrozenMounts is [] ? PauseKind.None : PauseKind.Writes,
        EstimatedPause = _consistency.FrozenMounts is [] ? null : TimeSpan.FromMilliseconds(500),
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
            var (snapshots, thaw) = await CopyAsync(host, context, cancellationToken);
            reason = WhyNot(thaw);
            if (reason.Length == 0)
            {
                context.Progress.Measure("writePauseMs", thaw.WritePauseMs);
                return new() { Snapshots = snapshots, WritePauseMs = thaw.WritePauseMs };
            }

            await DeleteAsync(snapshots.Select(snapshot => snapshot.SnapshotId), cancellationToken);
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

    private async Task<(IReadOnlyList<Copy> Snapshots, ThawReport Thaw)> CopyAsync(IServer host, StepContext context, CancellationToken cancellationToken)
    {
        await using var frozen = await host.FreezeAsync(_consistency.Setting, cancellationToken);

        // The instant is the request: when it is answered writes may go on, though the copies are not complete for a long time.
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var limit = new CancellationTokenSource(server.Options.Budgets.Freeze, scope.Ec2.Time);
        await using var stop = limit.Token.Register(bounded.Cancel);
        var answer = await scope.Ec2.SendAsync(
            new CreateSnapshotsRequest
            {
                Description = $"{server.Name}: {context.RunId}",
                InstanceSpecification = new() { InstanceId = server.InstanceId },
                TagSpecifications = [RunTags.On("snapshot", RunTags.Of(context, server.Name))],
            },
            bounded.Token);
        var thaw = await frozen.ThawAsync(cancellationToken);
        return ([.. answer.Snapshots.Select(snapshot => new Copy(snapshot.VolumeId!, snapshot.SnapshotId!))], thaw);
    }

    private string WhyNot(ThawReport thaw) => (thaw, server.Options.Consistency) switch
    {
        ({ ThawedTooEarly: true }, _) => "the server thawed by itself before the copy was taken",
        ({ WatchedFoldersChanged: true }, >= ConsistencyLevel.Application) =>
            "files changed on a file system that cannot be frozen, because it is the root; put them on a volume of their own",
        _ => "",
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
    }

    internal sealed record Copy(string VolumeId, string SnapshotId);
}
