using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Disks;
using Baton.Hosts.Postgres;
using Baton.Operations.Discovery;
using Baton.Operations.Problems;
using Baton.Operations.Steps;

namespace Baton.Operations.Resizing;

/// <summary>Waits until what is left to carry over takes a moment only. Gives up past its budget, or before the log fills the old server's disk.</summary>
internal sealed class CatchUp(PlanScope scope, MachineModel server, Func<string> newId, Func<string, string>? slotOf) : Step<Done>
{
    private const long CloseEnough = 1 << 20;
    private const long KeepFree = 128L << 20;
    private static readonly TimeSpan FilesPatience = TimeSpan.FromHours(2);

    public override string Name => "catch-up";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new() { Changes = "Wait until the new server is less than 1 MiB behind" };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        // Null where nothing follows: there is nothing to wait for.
        if (server.Postgres is { } postgres && slotOf is not null)
        {
            var older = await scope.Connections.ConnectAsync(server.MachineId, cancellationToken);
            var cluster = new PostgresServer(older, postgres.Layout);
            await FollowsCloselyAsync(cluster, older, slotOf(context.RunId), context, cancellationToken);

            // The clean stop begins with a checkpoint: what it would have to write is written now, while nobody waits.
            await cluster.CheckpointAsync(cancellationToken);
        }

        if (server.Options.Folders is not [])
        {
            var newer = await scope.Connections.ConnectAsync(newId(), cancellationToken);
            await new Files(newer).PullAsync(server.Options.Folders, FilesPatience, cancellationToken);
        }

        return new(newId());
    }

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(null);

    protected override Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task FollowsCloselyAsync(PostgresServer cluster, IHost older, string slot, StepContext context, CancellationToken cancellationToken)
    {
        var budget = server.Options.Budgets.CatchUp;
        var began = context.Time.GetTimestamp();
        while (true)
        {
            var state = await cluster.ReadReplicationAsync(slot, cancellationToken);
            context.Progress.Say(string.Create(CultureInfo.InvariantCulture, $"{state.LagBytes / 1024} KiB behind, {state.State ?? "not connected"}"));
            context.Progress.Measure("lagBytes", state.LagBytes);
            if (state.IsStreaming && state.LagBytes < CloseEnough)
            {
                return;
            }

            if (state.WalStatus == "lost")
            {
                throw new BatonException(PostgresProblems.SlotLost(older.Name, slot));
            }

            if (state.WalFreeBytes < KeepFree)
            {
                throw new BatonException(PostgresProblems.NoRoomForWal(older.Name, $"{state.WalFreeBytes >> 20} MiB free"));
            }

            if (context.Time.GetElapsedTime(began) >= budget)
            {
                throw new BatonException(OperationProblems.NeverCaughtUp(newId(), state.LagBytes, budget));
            }

            await Task.Delay(scope.Services.ServerPeriod, context.Time, cancellationToken);
        }
    }
}
