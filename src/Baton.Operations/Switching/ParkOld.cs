using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Steps;
using Baton.Hosts.Guards;
using Baton.Hosts.Links;
using Baton.Hosts.Postgres;
using Baton.Operations.Resizing;
using Baton.Operations.Steps;

namespace Baton.Operations.Switching;

/// <summary>The old server becomes the standby of the new one: what is written from here on can be taken back to it.</summary>
internal sealed class ParkOld(SwitchSides sides, PostgresLayout? layout) : Step<Done>
{
    public override string Name => "park-old";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new()
    {
        Changes = layout is null
            ? "Give the old server the role of a standby, so that its services stay off even after a reboot"
            : "PostgreSQL on the old server follows the new one, so that going back loses nothing",
        Undo = "taken back with the promotion",
    };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var older = await sides.OldAsync(cancellationToken);
        await new Guard(older).ReleaseAsync(GuardRole.Standby, cancellationToken);
        if (layout is not null && await new PostgresServer(older, layout).ReadStandbyAsync(cancellationToken) is { IsRunning: false })
        {
            await new PostgresServer(older, layout).FollowAsync(
                new() { PrimaryPort = Link.NewPostgresPort, Slot = Slots.Back(context.RunId) }, cancellationToken);
        }

        return new(sides.OldId);
    }

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(null);

    // Ending the following here would lose what is written from now until the gate is closed: the undo of the promotion ends it.
    protected override Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
