using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Hosts.Links;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Databases;

/// <summary>Replication carries rows, not changes of the schema: one that was made since the schema came over would be missing on the new server.</summary>
internal sealed class CompareSchemas(Bringing bringing, string digest) : Step<CompareSchemas.Result>
{
    public override string Name => "compare-schemas";

    protected override JsonTypeInfo<Result> OutputType => OperationJson.Default.CompareSchemasResult;

    public override StepDescription Describe() => new() { Changes = "Prove that the old database's schema is still the one that came over" };

    protected override async Task<Result> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        // In this order: what is changed in between changes the stamp.
        var stamp = await (await bringing.OldRowsAsync(cancellationToken)).ReadStampAsync(cancellationToken);
        return await (await bringing.NewRowsAsync(cancellationToken)).ReadDigestAsync(Link.OldPostgresPort, cancellationToken) == digest
            ? new(stamp)
            : throw new BatonException(DatabaseProblems.SchemaChanged(bringing.Migration.Source.Name));
    }

    protected override Task<Result?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Result?>(null);

    protected override Task TakeBackAsync(Result output, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    internal sealed record Result(string Stamp);
}
