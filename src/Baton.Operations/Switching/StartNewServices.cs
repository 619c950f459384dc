using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Steps;
using Baton.Hosts.Guards;
using Baton.Hosts.Units;
using Baton.Operations.Steps;

namespace Baton.Operations.Switching;

/// <summary>Starts what answers users on the new server.</summary>
internal sealed class StartNewServices(SwitchSides sides, IReadOnlyList<string> units) : Step<Done>
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromMinutes(2);

    public override string Name => "start-new-services";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new()
    {
        Changes = $"Give the new server the role of the primary and start {string.Join(", ", units)} there",
        Undo = "stop them again",
        Pauses = PauseKind.ReadsAndWrites,
    };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await sides.Hold.SpendAsync(
            async token =>
            {
                var newer = await sides.NewAsync(token);
                await new Guard(newer).ReleaseAsync(GuardRole.Primary, token);
                await new Services(newer).StartAsync(units, sides.Hold.Left, token);
            },
            cancellationToken);
        return new(sides.NewId);
    }

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(new(sides.NewId));

    protected override Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken) => sides.OnNewAsync(
        context,
        async newer =>
        {
            await new Services(newer).StopAsync(units, StopPatience, cancellationToken);

            // Not after a reboot either.
            await new Guard(newer).ReleaseAsync(GuardRole.Standby, cancellationToken);
        },
        cancellationToken);
}
