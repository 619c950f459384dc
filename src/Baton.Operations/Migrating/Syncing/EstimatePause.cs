using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Steps;
using Baton.Hosts.Disks;
using Baton.Hosts.Postgres;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Syncing;

/// <summary>How long users would wait if the cut-over came now: what is left to carry over, and the time that stopping, promoting and checking take anyway.</summary>
internal sealed class EstimatePause(PlanScope scope, Migration migration, Func<string, string>? slotOf, Func<TimeSpan> dump) : Step<Done>
{
    private static readonly TimeSpan Anyway = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    public override string Name => "estimate-pause";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new() { Changes = "Measure what is left to carry over, and estimate the pause of a cut-over from it" };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var source = migration.Source;
        var newer = await scope.Connections.ConnectAsync(migration.InstanceId, cancellationToken);
        var pass = await new Files(newer).PullAsync(source.Options.Folders, Patience, cancellationToken);
        var lag = TimeSpan.Zero;
        if (source.Postgres is { } postgres && slotOf is not null)
        {
            var older = await scope.Connections.ConnectAsync(source.MachineId, cancellationToken);
            var state = await new PostgresServer(older, postgres.Layout).ReadReplicationAsync(slotOf(context.RunId), cancellationToken);
            lag = state.Lag ?? TimeSpan.Zero;
            context.Progress.Measure("lagBytes", state.LagBytes);

            // What the timer there will act on, long before it does.
            context.Progress.Measure("logFreeBytes", state.WalFreeBytes);
        }

        var estimate = Of(pass, lag, dump());
        context.Progress.Measure("filesLeft", pass.Files);
        context.Progress.Measure("filesLeftBytes", pass.Bytes);
        context.Progress.Measure("estimatedPauseMs", estimate.TotalMilliseconds);
        context.Progress.Say(string.Create(CultureInfo.InvariantCulture, $"about {estimate.TotalSeconds:0.#} s"));
        return new(migration.InstanceId);
    }

    public static TimeSpan Of(FilesCopied pass, TimeSpan lag, TimeSpan dump) => Anyway + pass.Took + lag + dump;

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(null);

    protected override Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
