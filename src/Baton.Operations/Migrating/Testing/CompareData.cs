using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Operations.Resizing;
using Baton.Operations.Steps;
using Baton.Operations.Verifying;

namespace Baton.Operations.Migrating.Testing;

/// <summary>Reads all of the copy, and all of the old server once more, and compares.</summary>
internal sealed class CompareData(PlanScope scope, SourceModel source, Output<ServerFingerprint> before, Output<LaunchInstance.Result> copy) : Step<ProveCopy.Result>
{
    public override string Name => "compare-data";

    protected override JsonTypeInfo<ProveCopy.Result> OutputType => OperationJson.Default.ProveCopyResult;

    public override StepDescription Describe() => new() { Changes = "Compare the copy's rows, sequences and files with the old server's; what users change meanwhile is told apart" };

    protected override async Task<ProveCopy.Result> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        try
        {
            // Before the copy is tried by anybody; the old server after that, so that whatever has changed there since shows.
            var there = await ServerFingerprint.TakeAsync(await scope.Connections.ConnectAsync(copy.Value.InstanceId, cancellationToken), source, cancellationToken);
            var after = await ServerFingerprint.TakeAsync(await scope.Connections.ConnectAsync(source.MachineId, cancellationToken), source, cancellationToken);
            var (wrong, summary) = DataComparison.Compare(before.Value, after, there);
            context.Progress.Say(summary);
            return new([new("data equal", wrong.Count == 0, summary), .. wrong.Take(50).Select(item => new Proof(item.Name, false, item.What))]);
        }
        catch (BatonException error)
        {
            // A finding, as all that a copy cannot do.
            return new([new("data equal", false, string.Join("; ", error.Problems.Select(problem => problem.Message)))]);
        }
    }

    protected override Task<ProveCopy.Result?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<ProveCopy.Result?>(null);

    protected override Task TakeBackAsync(ProveCopy.Result output, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
