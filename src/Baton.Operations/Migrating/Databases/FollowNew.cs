using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Steps;
using Baton.Hosts.Guards;
using Baton.Hosts.Links;
using Baton.Operations.Resizing;
using Baton.Operations.Steps;
using Baton.Operations.Switching;

namespace Baton.Operations.Migrating.Databases;

/// <summary>The old cluster subscribes to the new one: what is written from here on can be taken back to it.</summary>
internal sealed class FollowNew(Bringing bringing, SwitchSides sides) : Step<Done>
{
    public override string Name => "park-old";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new()
    {
        Changes = "PostgreSQL on the old server subscribes to the new one's rows, so that going back loses nothing",
        Undo = "taken back with the promotion",
    };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await new Guard(await sides.OldAsync(cancellationToken)).ReleaseAsync(GuardRole.Standby, cancellationToken);
        await (await bringing.OldRowsAsync(cancellationToken)).FollowAsync(Slots.Back(context.RunId), Link.NewPostgresPort, cancellationToken);
        return new(sides.OldId);
    }

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(null);

    // Ending it here would lose what is written from now until the gate is closed: the undo of the promotion ends it.
    protected override Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
