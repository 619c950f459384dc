using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Baton.Engine.Steps;

/// <summary>
/// One remote change with a typed output, which is what the journal keeps. Do and undo are both safe to repeat.
/// Later steps take the <see cref="Output"/> of earlier ones in their constructor.
/// </summary>
public abstract class Step<TOutput> : PlannedStep
    where TOutput : notnull
{
    public Output<TOutput> Output { get; } = new();

    protected abstract JsonTypeInfo<TOutput> OutputType { get; }

    /// <summary>Makes the change, or finds that an earlier try made it. Must be safe to repeat after a crash at any point.</summary>
    protected abstract Task<TOutput> RunAsync(StepContext context, CancellationToken cancellationToken);

    /// <summary>
    /// Looks for the effect of a try whose outcome is unknown (a crash, a timeout, a failure), by client token or tag, without changing anything.
    /// Returns null when there is none. A roll-back undoes what this finds.
    /// </summary>
    protected abstract Task<TOutput?> LookAsync(StepContext context, CancellationToken cancellationToken);

    /// <summary>Takes the change back. Must be safe to repeat, and must succeed when the thing is gone already.</summary>
    protected abstract Task TakeBackAsync(TOutput output, StepContext context, CancellationToken cancellationToken);

    internal sealed override async Task<JsonElement> DoAsync(StepContext context, CancellationToken cancellationToken)
    {
        var output = await RunAsync(context, cancellationToken);
        Output.Set(output);
        return JsonSerializer.SerializeToElement(output, OutputType);
    }

    internal sealed override async Task<JsonElement?> FindAsync(StepContext context, CancellationToken cancellationToken)
    {
        var found = await LookAsync(context, cancellationToken);
        return found is null ? null : JsonSerializer.SerializeToElement(found, OutputType);
    }

    internal sealed override Task UndoAsync(JsonElement output, StepContext context, CancellationToken cancellationToken) =>
        TakeBackAsync(Read(output), context, cancellationToken);

    internal sealed override void Restore(JsonElement output) => Output.Set(Read(output));

    private TOutput Read(JsonElement output) =>
        output.Deserialize(OutputType) ?? throw new InvalidOperationException($"The journal holds no output for step {Name}.");
}
