using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Operations.Steps;

namespace Baton.Operations.Dns;

/// <summary>Caches shall hold a record for a short time only. What it was is remembered, for restoring it.</summary>
internal sealed class LowerTtl(DnsScope scope, NameRecord before, long low) : Step<LowerTtl.Result>
{
    public override string Name => $"lower-ttl-{DnsScope.Slug(before)}";

    protected override JsonTypeInfo<Result> OutputType => OperationJson.Default.LowerTtlResult;

    public override StepDescription Describe() => new()
    {
        Changes = string.Create(CultureInfo.InvariantCulture, $"Lower the time to live of {before.Name} ({before.Type}) from {before.TimeToLive} s to {low} s"),
        Undo = string.Create(CultureInfo.InvariantCulture, $"raise it to {before.TimeToLive} s again"),
    };

    protected override async Task<Result> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var now = await scope.Provider.ReadAsync(before.Name, before.Type, cancellationToken)
            ?? throw new BatonException(DnsProblems.ChangedMeanwhile(before.Name, before.ToString(), "gone"));
        if (now.TimeToLive != low)
        {
            await scope.Provider.WriteAsync(now, now with { TimeToLive = low }, context, cancellationToken);
        }

        return Made();
    }

    protected override async Task<Result?> LookAsync(StepContext context, CancellationToken cancellationToken) =>
        await scope.Provider.ReadAsync(before.Name, before.Type, cancellationToken) is { } now && now.TimeToLive == low ? Made() : null;

    protected override Task TakeBackAsync(Result output, StepContext context, CancellationToken cancellationToken) =>
        TimeToLives.SetAsync(scope, output, output.During, output.Before, context, cancellationToken);

    private Result Made() => new(before.Name, before.Type, before.TimeToLive, low);

    internal sealed record Result(string Name, string Type, long Before, long During);
}
