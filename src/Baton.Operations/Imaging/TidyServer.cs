using Baton.Engine.Steps;
using Baton.Operations.Discovery;
using Baton.Operations.Servers;
using Baton.Operations.Steps;

namespace Baton.Operations.Imaging;

/// <summary>Takes from the server what was only for the image: guard, witness row and list of files are in the image now.</summary>
internal sealed class TidyServer(PlanScope scope, ServerModel server) : ServerStep(scope, () => server.InstanceId)
{
    public override string Name => "tidy-server";

    protected override bool HasUndo => false;

    public override StepDescription Describe() => new() { Changes = "Remove guard, witness row and list of files from the server; the image keeps them" };

    protected override async Task ActAsync(IServer host, StepContext context, CancellationToken cancellationToken)
    {
        await host.RemoveGuardAsync(cancellationToken);
        await host.RemoveNotesAsync(context.RunId, cancellationToken);
        if (server.Facts.Postgres is { } cluster)
        {
            await host.RemoveWitnessAsync(cluster, context.RunId, cancellationToken);
        }
    }

    protected override Task RevertAsync(IServer host, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
