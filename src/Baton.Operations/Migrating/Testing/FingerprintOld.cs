using System.Text.Json.Serialization.Metadata;
using Baton.Engine;
using Baton.Engine.Steps;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Testing;

/// <summary>What the old server holds before the copy is taken: the copy must hold it, too.</summary>
internal sealed class FingerprintOld(PlanScope scope, SourceModel source) : Step<ServerFingerprint>
{
    public override string Name => "fingerprint-old";

    protected override JsonTypeInfo<ServerFingerprint> OutputType => OperationJson.Default.ServerFingerprint;

    public override StepDescription Describe() => new() { Changes = "Read all rows and files of the old server once, for the comparison; nothing is changed there" };

    protected override async Task<ServerFingerprint> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var print = await ServerFingerprint.TakeAsync(await scope.Connections.ConnectAsync(source.MachineId, cancellationToken), source, cancellationToken);
        context.Progress.Say($"{Counted.Of(print.Data.Tables.Count, "table")}, {Counted.Of(print.Folders.Count, "folder")}");
        return print;
    }

    protected override Task<ServerFingerprint?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<ServerFingerprint?>(null);

    protected override Task TakeBackAsync(ServerFingerprint output, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
