using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Links;
using Baton.Hosts.Postgres;
using Baton.Operations.Problems;
using Baton.Operations.Resizing;
using Baton.Operations.Steps;

namespace Baton.Operations.Switching;

/// <summary>
/// Makes the new server's database the one that counts, once it is proved to hold the old one's last record. Taken back after users have written to it, the
/// same is done in the other direction, so that nothing of that is lost.
/// </summary>
internal sealed class PromoteNew(SwitchSides sides, PostgresLayout layout, Output<CleanStop> stop) : Step<Promotion>
{
    private static readonly TimeSpan BackPatience = TimeSpan.FromMinutes(5);

    public override string Name => "promote-new";

    protected override JsonTypeInfo<Promotion> OutputType => OperationJson.Default.Promotion;

    public override StepDescription Describe() => new()
    {
        Changes = "Prove that the new server has the log to its last record, then let its PostgreSQL accept writes",
        Undo = "if users have written to it: let the old server catch up, prove that it has everything, and promote that; else just stop it",
        Pauses = PauseKind.ReadsAndWrites,
    };

    protected override async Task<Promotion> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        return await sides.Hold.SpendAsync(
            async token => await new PostgresServer(await sides.NewAsync(token), layout).PromoteAsync(stop.Value, Slots.Back(context.RunId), sides.Hold.Left, token),
            cancellationToken);
    }

    protected override Task<Promotion?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Promotion?>(new("0/0", 0));

    protected override async Task TakeBackAsync(Promotion output, StepContext context, CancellationToken cancellationToken)
    {
        var older = await sides.OldAsync(cancellationToken);
        if (!await Served.IsNotedAsync(older, context.RunId, cancellationToken))
        {
            // Nobody was answered by the new server: the old one has everything, and two primaries at once are one too many.
            await sides.OnNewAsync(context, host => new PostgresServer(host, layout).StopAsync(BackPatience, cancellationToken), cancellationToken);
            return;
        }

        var old = new PostgresServer(older, layout);
        var state = await old.ReadStandbyAsync(cancellationToken);
        if (state is { IsRunning: true, InRecovery: false })
        {
            // An earlier try of this undo got as far as that.
            return;
        }

        var @new = new PostgresServer(await sides.NewAsync(cancellationToken), layout);
        if (!state.IsRunning)
        {
            await old.FollowAsync(new() { PrimaryPort = Link.NewPostgresPort, Slot = Slots.Back(context.RunId) }, cancellationToken);
        }

        await FollowsAsync(old, older, context, cancellationToken);
        var last = await @new.StopAsync(BackPatience, cancellationToken);
        await old.PromoteAsync(last, backSlot: null, BackPatience, cancellationToken);
    }

    /// <summary>A standby that is not connected when its primary stops would never hear of the last records.</summary>
    private async Task FollowsAsync(PostgresServer old, IHost older, StepContext context, CancellationToken cancellationToken)
    {
        var began = context.Time.GetTimestamp();
        while (!(await old.ReadStandbyAsync(cancellationToken)).IsReceiving)
        {
            var @new = await new PostgresServer(await sides.NewAsync(cancellationToken), layout).ReadStandbyAsync(cancellationToken);
            if (!@new.IsRunning)
            {
                // Stopped by an earlier try of this undo: what it had to send it has sent; the proof comes with the promotion.
                return;
            }

            if (context.Time.GetElapsedTime(began) >= BackPatience)
            {
                throw new BatonException(OperationProblems.NotFollowing(older.Name));
            }

            await Task.Delay(sides.Scope.Services.ServerPeriod, context.Time, cancellationToken);
        }
    }
}
