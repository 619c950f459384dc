using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Steps;
using Baton.Operations.Steps;

namespace Baton.Operations.Dns;

/// <summary>Waits until no cache can hold the old record any more.</summary>
internal sealed class AwaitOldTtl(LowerArguments arguments, Output<TtlWait> wait) : Step<Done>
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    public override string Name => "await-old-ttl";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new()
    {
        Changes = arguments.OverrideWait is { } reason
            ? $"Not wait until caches have forgotten the old time to live: {reason}"
            : string.Create(CultureInfo.InvariantCulture, $"Wait {arguments.OldTimeToLive} s, until every cache has forgotten the old time to live"),
    };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        while (context.Time.GetUtcNow() is var now && !wait.Value.IsOverAt(now))
        {
            var left = wait.Value.Until - now;
            context.Progress.Say(string.Create(CultureInfo.InvariantCulture, $"until {wait.Value.Until:HH:mm:ss} UTC, {left:hh\\:mm\\:ss} left"));
            await Task.Delay(left < Period ? left : Period, context.Time, cancellationToken);
        }

        context.Progress.Measure("waitedSeconds", Math.Round((context.Time.GetUtcNow() - wait.Value.BeganAt).TotalSeconds, 1));
        return new(arguments.OverrideWait ?? "");
    }

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(null);

    protected override Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
