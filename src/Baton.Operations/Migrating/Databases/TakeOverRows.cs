using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Hosts.Links;
using Baton.Hosts.Notes;
using Baton.Hosts.Postgres;
using Baton.Operations.Problems;
using Baton.Operations.Resizing;
using Baton.Operations.Steps;
using Baton.Operations.Switching;

namespace Baton.Operations.Migrating.Databases;

/// <summary>
/// Makes the new server's database the one that counts, once it is proved to have all of the old one's rows. Taken back after users have written to it, the same is done
/// in the other direction: by the old one's subscriptions, or by a dump where those would not carry everything.
/// </summary>
internal sealed class TakeOverRows(Bringing bringing, SwitchSides sides, string? slot, Output<CleanStop> last) : Step<Promotion>
{
    private const string CameBack = "rows-came-back";

    private static readonly TimeSpan BackPatience = TimeSpan.FromMinutes(5);

    // As the standby's way has it: by this name the log knows that a copy has gone its own way.
    public override string Name => "promote-new";

    protected override JsonTypeInfo<Promotion> OutputType => OperationJson.Default.Promotion;

    public override StepDescription Describe() => new()
    {
        Changes = slot is null
            ? "Let the new server's PostgreSQL accept writes, and keep its log for the way back"
            : "Prove that the new server has confirmed the old one's last record, set all sequences, and let its PostgreSQL accept writes",
        Undo = "if users have written to it: carry that back to the old server, prove it, and set its sequences; else just stop it",
        Pauses = PauseKind.ReadsAndWrites,
    };

    protected override Task<Promotion> RunAsync(StepContext context, CancellationToken cancellationToken) => sides.Hold.SpendAsync(
        async token => await (await bringing.NewRowsAsync(token)).TakeOverAsync(
            new()
            {
                Position = slot is null ? null : last.Value.Position,
                Slot = slot ?? "",
                BackSlot = Slots.Back(context.RunId),
                OtherPort = Link.OldPostgresPort,
                Patience = sides.Hold.Left,
            },
            token),
        cancellationToken);

    protected override Task<Promotion?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Promotion?>(new("0/0", 0));

    protected override async Task TakeBackAsync(Promotion output, StepContext context, CancellationToken cancellationToken)
    {
        var older = await sides.OldAsync(cancellationToken);
        if (await Served.IsNotedAsync(older, context.RunId, cancellationToken))
        {
            var notes = new RunNotes(older, context.RunId);
            if (!await notes.ExistsAsync(CameBack, cancellationToken))
            {
                await CarryBackAsync(context, cancellationToken);

                // The new server may be stopped now: a repeat finds nothing there to carry.
                await notes.WriteAsync(CameBack, cancellationToken);
            }
        }

        await (await bringing.OldRowsAsync(cancellationToken)).UnfollowAsync(cancellationToken);
        await sides.OnNewAsync(context, host => new PostgresServer(host, bringing.NewLayout).StopAsync(BackPatience, cancellationToken), cancellationToken);
    }

    private async Task CarryBackAsync(StepContext context, CancellationToken cancellationToken)
    {
        var newer = await bringing.NewRowsAsync(cancellationToken);
        var old = await bringing.OldRowsAsync(cancellationToken);
        var back = Slots.Back(context.RunId);

        // Where the gate is the only door this is shut already; the database may have others.
        await old.FenceAsync(BackPatience, cancellationToken);
        var end = await newer.FenceAsync(BackPatience, cancellationToken);
        var way = await newer.LookBackAsync(back, Link.OldPostgresPort, cancellationToken);
        if (way.ByDump)
        {
            context.Progress.Say($"a dump carries back what was written since, because {way.Why}");
            await old.UnfollowAsync(cancellationToken);
            await newer.DumpBackAsync(back, Link.OldPostgresPort, bringing.Jobs, cancellationToken);
            return;
        }

        await old.FollowAsync(back, Link.NewPostgresPort, cancellationToken);
        await newer.ComeBackAsync(end, back, Link.OldPostgresPort, BackPatience, cancellationToken);
    }
}
