using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Steps;
using Baton.Hosts.Units;
using Baton.Operations.Steps;

namespace Baton.Operations.Switching;

/// <summary>Starts what acts on the world by itself, now that there is one server again for it to run on.</summary>
internal sealed class StartFenced(SwitchSides sides, IReadOnlyList<string> units) : Step<Done>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public override string Name => "start-fenced";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new() { Changes = $"Start {string.Join(", ", units)} on the new server", Undo = "stop them" };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await new Services(await sides.NewAsync(cancellationToken)).StartAsync(units, Patience, cancellationToken);
        return new(sides.NewId);
    }

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(new(sides.NewId));

    protected override Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken) =>
        sides.OnNewAsync(context, newer => new Services(newer).StopAsync(units, Patience, cancellationToken), cancellationToken);
}
