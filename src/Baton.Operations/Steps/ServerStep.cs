using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Steps;
using Baton.Hosts;

namespace Baton.Operations.Steps;

/// <summary>
/// A change on one server. What it does is safe to repeat and taking it back is safe when it was never done, so a try of unknown outcome counts as done.
/// </summary>
internal abstract class ServerStep(PlanScope scope, Func<string> instanceId) : Step<Done>
{
    protected PlanScope Scope { get; } = scope;

    protected string InstanceId => instanceId();

    protected sealed override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    protected abstract Task ActAsync(IHost server, StepContext context, CancellationToken cancellationToken);

    protected abstract Task RevertAsync(IHost server, StepContext context, CancellationToken cancellationToken);

    /// <summary>False when the change goes away with the machine, so that a machine that is dead does not hold the way back up.</summary>
    protected virtual bool HasUndo => true;

    protected sealed override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await ActAsync(await Scope.Connections.ConnectAsync(InstanceId, cancellationToken), context, cancellationToken);
        return new(InstanceId);
    }

    protected sealed override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(new(InstanceId));

    protected sealed override async Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken)
    {
        if (HasUndo)
        {
            await RevertAsync(await Scope.Connections.ConnectAsync(output.On, cancellationToken), context, cancellationToken);
        }
    }
}
