using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Postgres;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Testing;

/// <summary>All that the old database held when it was read has come to the new one when the row has that was written after it.</summary>
internal sealed class AwaitWitness(PlanScope scope, Migration migration, PostgresLayout layout) : ServerStep(scope, () => migration.InstanceId)
{
    public override string Name => "await-witness";

    protected override bool HasUndo => false;

    public override StepDescription Describe() => new() { Changes = "Wait until the row that was just written has come to the new server" };

    protected override async Task ActAsync(IHost host, StepContext context, CancellationToken cancellationToken)
    {
        var began = context.Time.GetTimestamp();
        while (await new PostgresServer(host, layout).FindWitnessAsync(context.RunId, cancellationToken) is null)
        {
            if (context.Time.GetElapsedTime(began) >= Scope.Services.FollowPatience)
            {
                throw new BatonException(MigrationProblems.NotFollowing(migration.Source.Name, "a row that was just written does not arrive"));
            }

            await Task.Delay(Scope.Services.ServerPeriod, context.Time, cancellationToken);
        }
    }

    protected override Task RevertAsync(IHost host, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
