using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Postgres;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Databases;

/// <summary>Gets the old cluster ready to be read through the link: row by row as they change, or for a dump.</summary>
internal sealed class PublishOld(Bringing bringing, DatabaseWay way) : ServerStep(bringing.Scope, () => bringing.OldId)
{
    public override string Name => way is DatabaseWay.Logical ? "publish-old" : "admit-new";

    public override StepDescription Describe() => new()
    {
        Changes = way is DatabaseWay.Logical
            ? "Create a replication role on the old server that reads everything, and a publication of all tables in each database"
            : "Create a role on the old server that reads everything, for the dump",
        Undo = "drop them",
    };

    protected override Task ActAsync(IHost host, StepContext context, CancellationToken cancellationToken)
    {
        var rows = new PostgresRows(host, bringing.OldLayout);
        return way is DatabaseWay.Logical ? rows.PublishAsync(context.RunId, cancellationToken) : rows.AdmitAsync(cancellationToken);
    }

    protected override async Task RevertAsync(IHost host, StepContext context, CancellationToken cancellationToken)
    {
        await new PostgresRows(host, bringing.OldLayout).UnpublishAsync(Resizing.Slots.Forward(context.RunId), andRole: true, cancellationToken);
        await new PostgresServer(host, bringing.OldLayout).RemoveWitnessAsync(context.RunId, cancellationToken);
    }
}
