using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating;

/// <summary>Takes things back on a new server on which nothing depends any more, and which may be dead: that must not hold the way back up.</summary>
internal static class Tolerant
{
    public static async Task OnNewAsync(PlanScope scope, Migration migration, StepContext context, Func<IHost, Task> act, CancellationToken cancellationToken)
    {
        try
        {
            await act(await scope.Connections.ConnectAsync(migration.InstanceId, TimeSpan.FromSeconds(15), cancellationToken));
        }
        catch (BatonException error)
        {
            context.Progress.Say($"the new server does not answer: {error.Problems[0].Message}");
        }
    }
}
