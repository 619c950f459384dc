using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Steps;
using Baton.Operations.Steps;

namespace Baton.Operations.Dns;

/// <summary>A record gets the time to live that it had.</summary>
internal sealed class RestoreTtl(DnsScope scope, LowerTtl.Result lowered) : Step<Done>
{
    public override string Name => $"restore-ttl-{lowered.Name.TrimEnd('.')}-{lowered.Type.ToLowerInvariant()}";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new()
    {
        Changes = string.Create(CultureInfo.InvariantCulture, $"Raise the time to live of {lowered.Name} ({lowered.Type}) to {lowered.Before} s, as it was"),
        Undo = string.Create(CultureInfo.InvariantCulture, $"lower it to {lowered.During} s"),
    };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await TimeToLives.SetAsync(scope, lowered, lowered.During, lowered.Before, context, cancellationToken);
        return new(lowered.Name);
    }

    // What is as it was may have been so before: taking it back is safe either way, since a lower time to live misleads nobody.
    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(new(lowered.Name));

    protected override Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken) =>
        TimeToLives.SetAsync(scope, lowered, lowered.Before, lowered.During, context, cancellationToken);
}
