using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Steps;
using Baton.Operations.Steps;

namespace Baton.Operations.Dns;

/// <summary>
/// Every name server says the new time to live: from now on nobody can fetch the old one, and who has fetched it holds it for that long. The journal keeps
/// both moments, so that a wait which is killed goes on where it was.
/// </summary>
internal sealed class SeeTtl(DnsScope scope, LowerArguments arguments) : Step<TtlWait>
{
    public override string Name => "see-ttl";

    protected override JsonTypeInfo<TtlWait> OutputType => OperationJson.Default.TtlWait;

    public override StepDescription Describe() => new() { Changes = "See the new time to live at every name server of the zone" };

    protected override async Task<TtlWait> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        foreach (var record in arguments.Lowered)
        {
            await scope.Watch.UntilAsync(record with { TimeToLive = arguments.TimeToLive }, null, context, cancellationToken);
        }

        var now = context.Time.GetUtcNow();
        context.Progress.Measure("oldTtlSeconds", arguments.OldTimeToLive);
        return new() { BeganAt = now, Until = now.AddSeconds(arguments.OldTimeToLive), Override = arguments.OverrideWait };
    }

    protected override Task<TtlWait?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<TtlWait?>(null);

    protected override Task TakeBackAsync(TtlWait output, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
