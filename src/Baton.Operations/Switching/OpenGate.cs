using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Steps;
using Baton.Hosts.Gates;
using Baton.Operations.Steps;

namespace Baton.Operations.Switching;

/// <summary>Lets those who wait, and all who come, go on to the new server. From here on there are writes that only it has.</summary>
internal sealed class OpenGate(SwitchSides sides) : Step<Done>
{
    public override string Name => "open-gate";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new()
    {
        Changes = sides.ShowsPage
            ? "Open the gate towards the new server: the maintenance page goes, and all requests go there"
            : "Open the gate towards the new server: requests that waited go on there",
        Undo = sides.ShowsPage ? "show the maintenance page on both servers" : "close the gate on both servers",
    };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (!sides.HasGate)
        {
            await Served.NoteAsync(await sides.OldAsync(cancellationToken), context.RunId, cancellationToken);
            return new(sides.OldId);
        }

        var gate = new Gate(await sides.OldAsync(cancellationToken));
        if (sides.Hold.Left <= TimeSpan.Zero && (await gate.ReadAsync(cancellationToken)).Mode == GateMode.Other)
        {
            // Opened by a try whose outcome a crash has hidden: users are being served, so no budget is to be held against it.
            return new(sides.OldId);
        }

        await sides.Hold.SpendAsync(
            async token =>
            {
                await Served.NoteAsync(await sides.OldAsync(token), context.RunId, token);
                await gate.OpenAsync(GateTarget.Other, shed: sides.HasProxy, token);
            },
            cancellationToken);
        context.Progress.Measure("heldMs", sides.Hold.Held.TotalMilliseconds);
        return new(sides.OldId);
    }

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(new(sides.OldId));

    protected override async Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken)
    {
        var older = await sides.OldAsync(cancellationToken);
        if (!sides.HasGate || !await Served.IsNotedAsync(older, context.RunId, cancellationToken))
        {
            return;
        }

        // Users wait from here on: all connections are made before.
        var newer = await sides.NewAsync(cancellationToken);
        await newer.PrepareAsync(2, cancellationToken);
        await older.PrepareAsync(2, cancellationToken);

        // The old server's first: the other way round, what it forwards would wait in the new one's gate, which nobody opens again.
        await new Gate(older).CloseAsync(sides.HasProxy, sides.ShowsPage, cancellationToken);
        await new Gate(newer).CloseAsync(sides.HasProxy, sides.ShowsPage, cancellationToken);
    }
}
