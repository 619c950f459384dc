using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Steps;
using Baton.Hosts.Guards;
using Baton.Hosts.Units;
using Baton.Operations.Steps;

namespace Baton.Operations.Switching;

/// <summary>Stops all that writes on the old server; requests under way are answered first.</summary>
internal sealed class StopOldServices(SwitchSides sides, IReadOnlyList<string> units, LastPass pass) : Step<Done>
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(3);

    public override string Name => "stop-old-services";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new()
    {
        Changes = $"Stop {string.Join(", ", units)} on the old server, after the requests under way",
        Undo = "start them again",
        Pauses = PauseKind.ReadsAndWrites,
    };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await sides.Hold.SpendAsync(
            async token => await new Services(await sides.OldAsync(token)).StopAsync(units, sides.Hold.Left, token), cancellationToken);
        pass.Begin(cancellationToken);
        return new(sides.OldId);
    }

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(new(sides.OldId));

    protected override async Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken)
    {
        await pass.GiveUpAsync();
        var older = await sides.OldAsync(cancellationToken);
        await new Guard(older).ReleaseAsync(GuardRole.Primary, cancellationToken);
        await new Services(older).StartAsync(units, StartPatience, cancellationToken);
    }
}
