using System.CommandLine;
using Baton.Assessing;
using Baton.Documents;
using Baton.Engine.Journal;
using Baton.Engine.Plans;
using Baton.Terminals;
using Spectre.Console;

namespace Baton.Commands;

/// <summary>Walks a plan in front of the operator, and answers with how it ended. The same for every command that runs one.</summary>
internal static class Walks
{
    public static Option<bool> KeepOption() => new("--keep") { Description = "If a step fails, keep what there is for 'resume' or 'rollback' instead of taking it back" };

    public static RunOptions Options(ParseResult parsed, Option<bool> keep) => new() { KeepOnFailure = parsed.GetValue(keep) };

    public static Task<int> GoAsync(Session session, Func<IRunObserver, Task<RunOutcome>> walk, CancellationToken cancellationToken) =>
        GoAsync(session, walk, Task.FromResult, cancellationToken);

    /// <param name="then">What follows a run that has succeeded; its answer is the command's.</param>
    public static async Task<int> GoAsync(
        Session session, Func<IRunObserver, Task<RunOutcome>> walk, Func<RunDocument, Task<RunDocument>> then, CancellationToken cancellationToken)
    {
        await using var notice = cancellationToken.Register(() =>
            session.Terminal.Talk.WriteLine("\nStopping: what was begun is taken back. Once more ends baton at once; 'baton runs' then shows what is left."));
        var outcome = await WatchAsync(session, walk);
        var document = Document(session, outcome);
        document = outcome.Status == RunStatus.Succeeded ? await then(document) : document;
        Show(session, document);
        return Status(document, cancellationToken);
    }

    public static int Status(RunDocument document, CancellationToken cancellationToken) => document.Outcome switch
    {
        RunStatus.Succeeded => document.IsProvedToTheEnd ? ExitCodes.Success : ExitCodes.NotProved,
        RunStatus.RolledBack => cancellationToken.IsCancellationRequested ? ExitCodes.Cancelled : ExitCodes.Failed,
        _ => ExitCodes.Unfinished,
    };

    public static async Task<int> GoBackAsync(Session session, Func<IRunObserver, Task<RunOutcome>> walk)
    {
        var (status, document) = await TakeBackAsync(session, walk);
        Show(session, document);
        return status;
    }

    /// <summary>A run in the middle of a command that answers for it later.</summary>
    public static async Task<RunDocument> GoQuietlyAsync(Session session, Func<IRunObserver, Task<RunOutcome>> walk) => Document(session, await WatchAsync(session, walk));

    /// <summary>As <see cref="GoBackAsync"/>, for a command that answers for several runs at once.</summary>
    public static async Task<(int Status, RunDocument Document)> TakeBackAsync(Session session, Func<IRunObserver, Task<RunOutcome>> walk)
    {
        var outcome = await WatchAsync(session, walk);
        return (outcome.Status == RunStatus.RolledBack ? ExitCodes.Success : ExitCodes.Unfinished, Document(session, outcome));
    }

    private static async Task<RunOutcome> WatchAsync(Session session, Func<IRunObserver, Task<RunOutcome>> walk)
    {
        if (!session.Terminal.TalkIsInteractive)
        {
            return await walk(new RunLines(session.Terminal, session.Time));
        }

        using var picture = new RunPicture(session.Terminal, session.Time);
        return await walk(picture);
    }

    private static RunDocument Document(Session session, RunOutcome outcome)
    {
        var problems = new[] { outcome.Failure, outcome.UndoFailure }.OfType<Exception>().SelectMany(Failures.Problems);
        return RunDocument.From(session.Journal, session.Run(outcome.RunId)) with
        {
            Problems = ProblemDocument.From(problems),
            Left = outcome.Left,
        };
    }

    private static void Show(Session session, RunDocument document)
    {
        if (session.Json)
        {
            session.Terminal.WriteJson(document, DocumentJson.Plain.RunDocument);
        }
        else
        {
            foreach (var run in (document.Then ?? []).Prepend(document))
            {
                RunReport.ShowEnd(session.Terminal.AnswerConsole, run);
            }

            if (document.Hardening is { } hardening)
            {
                session.Terminal.AnswerConsole.WriteLine();
                HardeningLines.Show(session.Terminal.AnswerConsole, hardening);
            }
        }
    }
}
