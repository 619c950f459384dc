using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Steps;

namespace Baton.Operations.Steps;

/// <summary>Clears something away for good. Safe to repeat; there is no way back from it, so nothing is undone.</summary>
internal sealed class FinalStep(string name, string changes, Func<StepContext, CancellationToken, Task> act) : Step<Done>
{
    public override string Name => name;

    /// <summary>True when what it clears away was only made by the same run, so that going back has nothing to miss.</summary>
    public bool OfThisRun { get; init; }

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new() { Changes = changes, CanUndo = OfThisRun };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await act(context, cancellationToken);
        return new("");
    }

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(null);

    protected override Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
