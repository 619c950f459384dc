using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Baton.Aws.Ec2;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Operations.Cloud;
using Baton.Operations.Discovery;
using Baton.Operations.Problems;
using Baton.Operations.Steps;

namespace Baton.Operations.Imaging;

/// <summary>Waits until the copies are complete.</summary>
internal sealed class AwaitSnapshots(PlanScope scope, ServerModel server, Output<SnapshotVolumes.Result> copies) : Step<Done>
{
    public override string Name => "await-snapshots";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new() { Changes = "Wait until the snapshots are complete" };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var wanted = copies.Value.Snapshots.Select(copy => copy.SnapshotId).ToList();
        var budget = server.Options.Budgets.Snapshot;
        _ = await scope.Ec2.WaitAsync(() => CompleteAsync(wanted, context, cancellationToken), budget, cancellationToken)
            ?? throw new BatonException(OperationProblems.TookTooLong("The snapshots", budget));
        await DeleteStrayAsync(wanted, context, cancellationToken);
        return new(server.InstanceId);
    }

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(null);

    protected override Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<IReadOnlyList<Snapshot>?> CompleteAsync(List<string> wanted, StepContext context, CancellationToken cancellationToken)
    {
        var found = await scope.Ec2.SnapshotsAsync([new() { Name = "snapshot-id", Values = wanted }], cancellationToken);
        if (found.FirstOrDefault(snapshot => snapshot.State == "error") is { } failed)
        {
            throw new BatonException(OperationProblems.SnapshotFailed(failed.SnapshotId!, failed.StateMessage));
        }

        var done = found.Count(snapshot => snapshot.State == "completed");
        context.Progress.Say(string.Create(
            CultureInfo.InvariantCulture, $"{done} of {wanted.Count} complete ({string.Join(", ", found.Select(snapshot => snapshot.Progress ?? "0%"))})"));
        return done == wanted.Count ? found : null;
    }

    /// <summary>Snapshots of a try whose answer a crash has hidden, and that EC2 did not show yet when the step was run again.</summary>
    private async Task DeleteStrayAsync(List<string> wanted, StepContext context, CancellationToken cancellationToken)
    {
        var all = await scope.Ec2.SnapshotsAsync([RunTags.ByRun(context.RunId)], cancellationToken);
        foreach (var stray in all.Where(snapshot => !wanted.Contains(snapshot.SnapshotId!)))
        {
            await scope.Ec2.SendUnlessGoneAsync(new DeleteSnapshotRequest { SnapshotId = stray.SnapshotId }, cancellationToken);
        }
    }
}
