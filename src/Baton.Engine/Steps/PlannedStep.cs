using System.Text.Json;

namespace Baton.Engine.Steps;

/// <summary>One remote change, journaled before and after. Written as <see cref="Step{TOutput}"/>.</summary>
public abstract class PlannedStep
{
    private protected PlannedStep()
    {
    }

    /// <summary>Verb and noun, stable, unique in its plan: "launch-instance". The journal and resume go by it.</summary>
    public abstract string Name { get; }

    public abstract StepDescription Describe();

    /// <summary>
    /// True when what comes before is worth keeping without it: then its failure, or Ctrl+C in it, leaves the run as it is, to be resumed or rolled back, instead of
    /// taking everything back.
    /// </summary>
    public virtual bool KeepsOnFailure => false;

    internal abstract Task<JsonElement> DoAsync(StepContext context, CancellationToken cancellationToken);

    internal abstract Task<JsonElement?> FindAsync(StepContext context, CancellationToken cancellationToken);

    internal abstract Task UndoAsync(JsonElement output, StepContext context, CancellationToken cancellationToken);

    internal abstract void Restore(JsonElement output);
}
