using System.Text.Json.Serialization.Metadata;
using Baton.Engine;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Hosts.Checks;
using Baton.Hosts.Postgres;
using Baton.Operations.Checking;
using Baton.Operations.Problems;
using Baton.Operations.Steps;

namespace Baton.Operations.Switching;

/// <summary>Nobody is sent to a server that fails its checks.</summary>
internal sealed class CheckNew(SwitchSides sides, int count) : Step<Done>
{
    public override string Name => "check-new";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new() { Changes = $"Ask {Counted.Of(count, "check")} on the new server", Pauses = PauseKind.ReadsAndWrites };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var results = await sides.Hold.SpendAsync(
            async token =>
            {
                // At the same time: users are waiting.
                var witness = sides.NewLayout is { } layout ? WitnessIsThereAsync(layout, context, token) : Task.CompletedTask;
                var checks = new HostChecks(await sides.NewAsync(token), context.Time)
                    .RunAsync(ServerChecks.Of(sides.Server.Options.Checks, sides.NewLayout), token);
                await Task.WhenAll(witness, checks);
                return await checks;
            },
            cancellationToken);
        var failed = results.Where(result => !result.Passed).ToList();
        return failed is []
            ? new(sides.NewId)
            : throw new BatonException(OperationProblems.ChecksFailed(sides.NewId, failed.Select(result => $"{result.Name}: {result.Detail}")));
    }

    private async Task WitnessIsThereAsync(PostgresLayout layout, StepContext context, CancellationToken cancellationToken)
    {
        if (await new PostgresServer(await sides.NewAsync(cancellationToken), layout).FindWitnessAsync(context.RunId, cancellationToken) is null)
        {
            throw new BatonException(OperationProblems.ChecksFailed(sides.NewId, ["the row that was written before the switch is not there"]));
        }
    }

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(null);

    protected override Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
