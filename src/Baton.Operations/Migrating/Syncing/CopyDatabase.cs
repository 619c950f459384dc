using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Links;
using Baton.Hosts.Postgres;
using Baton.Operations.Resizing;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Syncing;

/// <summary>The first copy of the database, while users go on. It goes on without Baton, too, and is waited for here.</summary>
internal sealed class CopyDatabase(PlanScope scope, Migration migration, PostgresFacts postgres) : Step<Done>
{
    // A connection that breaks is not the end of a copy that may take a day.
    private const int LostConnections = 20;

    public override string Name => "copy-database";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    private IReadOnlyList<string> Tablespaces =>
        [.. postgres.Paths.Where(path => path != postgres.Layout.DataDirectory && !path.StartsWith(postgres.Layout.DataDirectory + "/", StringComparison.Ordinal) && !path.EndsWith("pg_wal", StringComparison.Ordinal))];

    public override StepDescription Describe() => new()
    {
        Changes = string.Create(CultureInfo.InvariantCulture, $"Copy the database ({postgres.SizeBytes >> 20} MiB) to the new server with pg_basebackup, while users go on"),
        Undo = "remove the copy",
    };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var slot = Slots.Forward(context.RunId);
        await (await CopyAsync(cancellationToken)).BeginAsync(Link.OldPostgresPort, slot, cancellationToken);
        var lost = 0;
        while (true)
        {
            var state = await TryReadAsync(slot, context, lost, cancellationToken);
            if (state is null)
            {
                lost++;
            }
            else if (state.State == "done")
            {
                context.Progress.Measure("databaseBytes", state.Bytes);
                return new(migration.InstanceId);
            }
            else if (state.State is "failed" or "none")
            {
                throw new BatonException(MigrationProblems.CopyFailed(migration.InstanceId, state.Detail ?? "it is not running"));
            }
            else
            {
                context.Progress.Say(string.Create(CultureInfo.InvariantCulture, $"{state.Bytes >> 20} of about {postgres.SizeBytes >> 20} MiB"));
            }

            await Task.Delay(scope.Services.AwsPeriod, context.Time, cancellationToken);
        }
    }

    // By the marker that the copy leaves, RunAsync finds what an earlier try began; a roll-back removes it whatever it is.
    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(new(migration.InstanceId));

    protected override Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken) =>
        Tolerant.OnNewAsync(scope, migration, context, async host => await new PostgresCopy(host, postgres.Layout, Tablespaces).ForgetAsync(cancellationToken), cancellationToken);

    private async Task<PostgresCopy> CopyAsync(CancellationToken cancellationToken) =>
        new(await scope.Connections.ConnectAsync(migration.InstanceId, cancellationToken), postgres.Layout, Tablespaces);

    private async Task<CopyState?> TryReadAsync(string slot, StepContext context, int lost, CancellationToken cancellationToken)
    {
        try
        {
            return await (await CopyAsync(cancellationToken)).ReadAsync(slot, cancellationToken);
        }
        catch (BatonException error) when (lost < LostConnections)
        {
            context.Progress.Say(error.Problems[0].Message);
            await scope.Connections.DropAsync(migration.InstanceId);
            return null;
        }
    }
}
