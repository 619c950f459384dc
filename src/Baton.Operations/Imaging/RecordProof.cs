using System.Text.Json.Serialization.Metadata;
using Baton.Engine;
using Baton.Engine.Steps;
using Baton.Hosts.Disks;
using Baton.Hosts.Notes;
using Baton.Hosts.Postgres;
using Baton.Operations.Discovery;
using Baton.Operations.Steps;

namespace Baton.Operations.Imaging;

/// <summary>Writes down, on the server, what a copy of it must hold: a row in the database and the checksums of the files.</summary>
internal sealed class RecordProof(PlanScope scope, MachineModel server, IReadOnlyList<string> folders) : Step<RecordProof.Result>
{
    public override string Name => "record-proof";

    protected override JsonTypeInfo<Result> OutputType => OperationJson.Default.RecordProofResult;

    public override StepDescription Describe() => new()
    {
        Changes = (server.Postgres, folders) switch
        {
            (null, []) => "Nothing to write down on the server",
            (null, _) => "Write the checksums of the files down on the server",
            (_, []) => "Write a witness row into PostgreSQL",
            _ => "Write a witness row into PostgreSQL, and the checksums of the files to the server's disk",
        },
        Undo = "remove it",
    };

    protected override async Task<Result> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var host = await scope.Connections.ConnectAsync(server.MachineId, cancellationToken);
        if (server.Postgres is { } cluster)
        {
            await new PostgresServer(host, cluster.Layout).PutWitnessAsync(context.RunId, cancellationToken);
        }

        if (folders is [])
        {
            return new();
        }

        var manifest = await new Manifests(host).WriteAsync(context.RunId, folders, cancellationToken);
        context.Progress.Say($"{Counted.Of(manifest.Files, "file")}, {manifest.Bytes / 1024} KiB");
        return new() { ManifestDigest = manifest.Digest, Files = manifest.Files, Bytes = manifest.Bytes };
    }

    protected override Task<Result?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Result?>(new());

    protected override async Task TakeBackAsync(Result output, StepContext context, CancellationToken cancellationToken)
    {
        var host = await scope.Connections.ConnectAsync(server.MachineId, cancellationToken);
        await new RunNotes(host, context.RunId).RemoveAllAsync(cancellationToken);
        if (server.Postgres is { } cluster)
        {
            await new PostgresServer(host, cluster.Layout).RemoveWitnessAsync(context.RunId, cancellationToken);
        }
    }

    internal sealed record Result
    {
        public string? ManifestDigest { get; init; }

        public long Files { get; init; }

        public long Bytes { get; init; }
    }
}
