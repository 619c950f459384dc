using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Hosts.Postgres;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Databases;

/// <summary>The first copy of all rows, while users go on. PostgreSQL makes it, whether Baton runs or not; it is waited for here.</summary>
internal sealed class AwaitRows(Bringing bringing) : Step<Done>
{
    // A connection that breaks is not the end of a copy that may take a day.
    private const int LostConnections = 20;

    // A moment's trouble passes; what fails so often fails for good.
    private const long ErrorsInARow = 10;

    public override string Name => "copy-rows";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new()
    {
        Changes = string.Create(CultureInfo.InvariantCulture, $"Wait until all rows ({bringing.Postgres.SizeBytes >> 20} MiB) are on the new server, while users go on"),
    };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var lost = 0;
        var (copied, errors) = (-1, 0L);
        while (true)
        {
            var state = await TryReadAsync(context, lost, cancellationToken);
            if (state is null)
            {
                lost++;
            }
            else if (!state.IsRunning)
            {
                throw new BatonException(DatabaseProblems.RowsStuck(bringing.NewId, "PostgreSQL does not run there"));
            }
            else if (state.Subscriptions > 0 && state.TablesCopied == state.Tables)
            {
                context.Progress.Measure("tables", state.Tables);
                context.Progress.Measure("databaseBytes", state.Bytes);
                return new(bringing.NewId);
            }
            else
            {
                (copied, errors) = state.TablesCopied == copied ? (copied, errors) : (state.TablesCopied, state.Errors ?? 0);
                if (state.Errors - errors > ErrorsInARow)
                {
                    throw new BatonException(DatabaseProblems.RowsStuck(bringing.NewId, $"rows of {state.Tables - state.TablesCopied} tables cannot be copied; its log says why"));
                }

                context.Progress.Say(string.Create(
                    CultureInfo.InvariantCulture, $"{state.TablesCopied} of {state.Tables} tables, {state.Bytes >> 20} of about {bringing.Postgres.SizeBytes >> 20} MiB"));
            }

            await Task.Delay(bringing.Scope.Services.AwsPeriod, context.Time, cancellationToken);
        }
    }

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(null);

    protected override Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<SubscriptionState?> TryReadAsync(StepContext context, int lost, CancellationToken cancellationToken)
    {
        try
        {
            return await (await bringing.NewRowsAsync(cancellationToken)).ReadAsync(cancellationToken);
        }
        catch (BatonException error) when (lost < LostConnections)
        {
            context.Progress.Say(error.Problems[0].Message);
            await bringing.Scope.Connections.DropAsync(bringing.NewId);
            return null;
        }
    }
}
