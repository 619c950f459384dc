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
        await FenceUnitAsync(bringing, cancellationToken);
        await new Guard(host).ReleaseAsync(GuardRole.Standby, cancellationToken);
        var seeded = await (await bringing.NewRowsAsync(cancellationToken)).SeedAsync(Slots.Forward(context.RunId), bringing.Old, cancellationToken);
        context.Progress.Measure("databases", seeded.Databases);
        return new(seeded.SchemaDigest);
    }

    // By the mark that it leaves, RunAsync finds what an earlier try has done; a roll-back removes it whatever it is.
    protected override Task<Result?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Result?>(new(""));

    protected override Task TakeBackAsync(Result output, StepContext context, CancellationToken cancellationToken) => ForgetAsync(bringing, context, cancellationToken);

    /// <summary>A cluster of another version has a unit of its own, which the fence of the preparation does not know.</summary>
    internal static async Task FenceUnitAsync(Bringing bringing, CancellationToken cancellationToken)
    {
        if (bringing.NewLayout.Unit is { } unit && unit != bringing.OldLayout.Unit)
        {
            await new Guard(await bringing.NewAsync(cancellationToken)).InstallAsync(Fences.Of(bringing.Migration.Source.Options, unit) with { Ahead = true }, cancellationToken);
        }
    }

    internal static Task ForgetAsync(Bringing bringing, StepContext context, CancellationToken cancellationToken) => Tolerant.OnNewAsync(
        bringing.Scope,
        bringing.Migration,
        context,
        host => new PostgresCopy(host, bringing.NewLayout, bringing.Tablespaces).ForgetAsync(cancellationToken),
        cancellationToken);

    internal sealed record Result(string SchemaDigest);
}
