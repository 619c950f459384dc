using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Steps;
using Baton.Hosts.Gates;
using Baton.Operations.Steps;

namespace Baton.Operations.Switching;

/// <summary>From here on users wait.</summary>
internal sealed class CloseGate(SwitchSides sides) : Step<CloseGate.Result>
{
    private static readonly TimeSpan Estimate = TimeSpan.FromSeconds(3);

    public override string Name => "close-gate";

    protected override JsonTypeInfo<Result> OutputType => OperationJson.Default.CloseGateResult;

    public override StepDescription Describe() => new()
    {
        Changes = sides.ShowsPage
            ? "Show the maintenance page on the old server (503 with Retry-After) to all new requests; those under way are answered"
            : "Close the gate on the old server: new requests wait from here on, those under way are answered",
        Undo = "let requests go on to the old server",
        Pauses = PauseKind.ReadsAndWrites,
        EstimatedPause = Estimate,
    };

    protected override async Task<Result> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        // Connections are made before the clock runs: as many as will be used at once.
        var older = await sides.OldAsync(cancellationToken);
        var newer = await sides.NewAsync(cancellationToken);
        await newer.PrepareAsync(Math.Max(2, sides.Server.Options.Checks.Count + 1), cancellationToken);
        var at = context.Time.GetUtcNow();
        if (sides.HasGate)
        {
            await new Gate(older).CloseAsync(sides.HasProxy, sides.ShowsPage, cancellationToken);
        }

        return new(at);
    }

    protected override Task<Result?> LookAsync(StepContext context, CancellationToken cancellationToken) =>
        Task.FromResult<Result?>(new(context.Time.GetUtcNow()));

    protected override async Task TakeBackAsync(Result output, StepContext context, CancellationToken cancellationToken)
    {
        if (sides.HasGate)
        {
            await new Gate(await sides.OldAsync(cancellationToken)).OpenAsync(GateTarget.Local, shed: false, cancellationToken);
        }
    }

    internal sealed record Result(DateTimeOffset ClosedAt);
}
