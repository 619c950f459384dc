using System.CommandLine;
using Baton.Documents;
using Baton.Engine.Journal;
using Baton.Operating;
using Baton.Terminals;

namespace Baton.Commands.Migrate;

internal sealed class SyncOperation() : MigrateOperation(
    MigrationStage.Sync, "Copy data to the new server and let its database follow; again at any time, to catch up")
{
    private readonly Option<bool> _watch = new("--watch")
    {
        Description = "Go on for days: show how far the new server is behind, bring the files over again and again, until Ctrl+C or until the users have moved",
    };

    private readonly Option<TimeSpan> _every = DurationOption.Create("--every", "With --watch: from one pass over the files to the next", TimeSpan.FromMinutes(1));

    public override IEnumerable<Symbol> SymbolsOfRun() => [_watch, _every];

    public override Func<Task<int>>? Instead(Session session, ParseResult parsed, CancellationToken cancellationToken) =>
        parsed.GetValue(_watch) ? () => WatchAsync(session, parsed, cancellationToken) : null;

    private async Task<int> WatchAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var run = await Waiting.ShowAsync(session.Terminal, "Looking at everything first …", () => PrepareAsync(session, parsed, cancellationToken));
        var document = await Walks.GoQuietlyAsync(session, observer => session.NewRunner().StartAsync(run.Plan, run.Arguments, new(), observer, cancellationToken));
        if (session.Json)
        {
            session.Terminal.WriteJson(document, DocumentJson.Line.RunDocument);
        }
        else
        {
            RunReport.ShowEnd(session.Terminal.AnswerConsole, document);
        }

        return document.Outcome == RunStatus.Succeeded ? await FollowAsync(session, parsed, cancellationToken) : Walks.Status(document, cancellationToken);
    }

    private async Task<int> FollowAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var lines = new SyncLines(session);
        try
        {
            await foreach (var look in session.Operations.WatchSyncAsync(session.Server(parsed.GetValue(Server)!), parsed.GetValue(_every), cancellationToken))
            {
                lines.Show(look);
            }
        }
        catch (OperationCanceledException)
        {
            // Ctrl+C is how it ends: nothing is half done, and the database goes on following.
        }

        lines.End();
        return ExitCodes.Success;
    }
}
