using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Steps;
using Baton.Hosts.Guards;
using Baton.Hosts.Postgres;
using Baton.Operations.Resizing;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Databases;

/// <summary>A cluster of its own on the new server, with the old one's roles and schema, which subscribes to its rows.</summary>
internal sealed class SeedNew(Bringing bringing) : Step<SeedNew.Result>
{
    public override string Name => "seed-new";

    protected override JsonTypeInfo<Result> OutputType => OperationJson.Default.SeedNewResult;

    public override StepDescription Describe() => new()
    {
        Changes = string.Create(CultureInfo.InvariantCulture, $"Make a PostgreSQL {bringing.NewLayout.Version} cluster on the new server with the old one's roles and schema, and subscribe to its tables; it is read only until the cut-over"),
        Undo = "remove the cluster",
    };

    protected override async Task<Result> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var host = await bringing.NewAsync(cancellationToken);
        await bringing.FenceUnitAsync(cancellationToken);
        await new Guard(host).ReleaseAsync(GuardRole.Standby, cancellationToken);
        var seeded = await (await bringing.NewRowsAsync(cancellationToken)).SeedAsync(Slots.Forward(context.RunId), bringing.Old, cancellationToken);
        context.Progress.Measure("databases", seeded.Databases);
        return new(seeded.SchemaDigest);
    }

    // By the mark that it leaves, RunAsync finds what an earlier try has done; a roll-back removes it whatever it is.
    protected override Task<Result?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Result?>(new(""));

    protected override Task TakeBackAsync(Result output, StepContext context, CancellationToken cancellationToken) => bringing.ForgetAsync(context, cancellationToken);

    internal sealed record Result(string SchemaDigest);
}
