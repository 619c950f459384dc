using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Steps;
using Baton.Hosts.Guards;
using Baton.Hosts.Postgres;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Databases;

/// <summary>What the cut-over will do while users wait, done once while they do not: it shows that it works, and how long it takes.</summary>
internal sealed class TryDump(Bringing bringing) : Step<TryDump.Result>
{
    public override string Name => "try-dump";

    protected override JsonTypeInfo<Result> OutputType => OperationJson.Default.TryDumpResult;

    public override StepDescription Describe() => new()
    {
        Changes = string.Create(CultureInfo.InvariantCulture, $"Dump the database ({bringing.Postgres.SizeBytes >> 20} MiB) and restore it on the new server, while users go on, to measure what the cut-over will take"),
        Undo = "remove the restored cluster",
    };

    protected override async Task<Result> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await bringing.FenceUnitAsync(cancellationToken);
        await new Guard(await bringing.NewAsync(cancellationToken)).ReleaseAsync(GuardRole.Standby, cancellationToken);
        var dumped = await (await bringing.NewRowsAsync(cancellationToken)).DumpAsync(bringing.Old, bringing.Jobs, prove: false, cancellationToken);
        context.Progress.Measure("databaseBytes", dumped.Bytes);
        context.Progress.Measure("dumpMs", dumped.Took.TotalMilliseconds);
        context.Progress.Say(string.Create(CultureInfo.InvariantCulture, $"users would have waited for {dumped.Took.TotalSeconds:0} s"));
        return new(dumped.Took.TotalMilliseconds);
    }

    protected override Task<Result?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Result?>(new(0));

    protected override Task TakeBackAsync(Result output, StepContext context, CancellationToken cancellationToken) => bringing.ForgetAsync(context, cancellationToken);

    internal sealed record Result(double Milliseconds)
    {
        [JsonIgnore]
        public TimeSpan Took => TimeSpan.FromMilliseconds(Milliseconds);
    }
}
