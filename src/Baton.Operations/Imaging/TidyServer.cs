using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Guards;
using Baton.Hosts.Notes;
using Baton.Hosts.Postgres;
using Baton.Operations.Discovery;
using Baton.Operations.Steps;

namespace Baton.Operations.Imaging;

/// <summary>Takes from the server what was only for the image: guard, witness row and list of files are in the image now.</summary>
internal sealed class TidyServer(PlanScope scope, ServerModel server) : ServerStep(scope, () => server.InstanceId)
{
    public override string Name => "tidy-server";

    protected override bool HasUndo => false;

    public override StepDescription Describe() => new() { Changes = "Remove guard, witness row and list of files from the server; the image keeps them" };

    protected override async Task ActAsync(IHost host, StepContext context, CancellationToken cancellationToken)
    {
        await new Guard(host).RemoveAsync(cancellationToken);
        await new RunNotes(host, context.RunId).RemoveAllAsync(cancellationToken);
        if (server.Postgres is { } cluster)
        {
            await new PostgresServer(host, cluster.Layout).RemoveWitnessAsync(context.RunId, cancellationToken);
        }
    }

    protected override Task RevertAsync(IHost host, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
