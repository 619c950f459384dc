using System.Text.Json.Serialization.Metadata;
using Baton.Engine;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Hosts.Discovery;
using Baton.Operations.Configuration;
using Baton.Operations.Discovery;
using Baton.Operations.Problems;
using Baton.Operations.Steps;

namespace Baton.Operations.Switching;

/// <summary>Proves from the operator's machine that the address leads to the new server, and that it works there.</summary>
internal sealed class ProveOutside(SwitchSides sides, ElasticAddress address, IReadOnlyList<CheckOptions> checks, TimeSpan budget) : Step<Done>
{
    public override string Name => "prove-outside";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new() { Changes = $"Prove from outside that {address.PublicIp} leads to the new server{(checks is [] ? "" : $" and passes {Counted.Of(checks.Count, "check")}")}" };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var began = context.Time.GetTimestamp();
        string? reason;
        while ((reason = await WhyNotAsync(cancellationToken)) is not null)
        {
            context.Progress.Say(reason);
            if (context.Time.GetElapsedTime(began) >= budget)
            {
                throw new BatonException(OperationProblems.NotReachedFromOutside(address.PublicIp, reason));
            }

            await Task.Delay(sides.Scope.Services.ServerPeriod, context.Time, cancellationToken);
        }

        context.Progress.Measure("addressMovedMs", context.Time.GetElapsedTime(began).TotalMilliseconds);
        return new(sides.NewId);
    }

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(null);

    protected override Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<string?> WhyNotAsync(CancellationToken cancellationToken)
    {
        try
        {
            // The new server's host key is pinned: whoever else answers there is refused by ssh.
            var facts = await new Facts(await sides.NewAsync(cancellationToken)).ReadAsync(cancellationToken);
            if (facts.InstanceId is { } answered && answered != sides.NewId)
            {
                await sides.Scope.Connections.DropAsync(sides.NewId);
                return $"{answered} answers there";
            }
        }
        catch (BatonException error)
        {
            await sides.Scope.Connections.DropAsync(sides.NewId);
            return error.Problems[0].Message;
        }

        foreach (var check in checks)
        {
            var result = await sides.Scope.Services.Outside.CheckAsync(check, address.PublicIp, cancellationToken);
            if (!result.Passed)
            {
                return $"{result.Name}: {result.Detail}";
            }
        }

        return null;
    }
}
