using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Steps;
using Baton.Operations.Steps;
using Baton.Operations.Switching;

namespace Baton.Operations.Migrating.Databases;

/// <summary>Everything comes over at once, while users wait.</summary>
internal sealed class CarryDump(Bringing bringing, SwitchSides sides, TimeSpan estimate) : Step<Done>
{
    public override string Name => "carry-dump";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new()
    {
        Changes = string.Create(CultureInfo.InvariantCulture, $"Dump the database with {bringing.Jobs} jobs, restore it on the new server, and count the rows of every table on both"),
        Pauses = PauseKind.ReadsAndWrites,
        EstimatedPause = estimate,
    };

    protected override Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken) => sides.Hold.SpendAsync(
        async token =>
        {
            var dumped = await (await bringing.NewRowsAsync(token)).DumpAsync(bringing.Old, bringing.Jobs, prove: true, token);
            context.Progress.Measure("databaseBytes", dumped.Bytes);
            context.Progress.Measure("tablesProved", dumped.Tables);
            context.Progress.Measure("rowsProved", dumped.Rows);
            context.Progress.Measure("dumpMs", dumped.Took.TotalMilliseconds);
            return new Done(bringing.NewId);
        },
        cancellationToken);

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(null);

    // The cluster is made anew by the next try; until then it is read only.
    protected override Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
