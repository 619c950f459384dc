using System.CommandLine;
using Baton.Documents;
using Baton.Engine.Journal;
using Baton.Engine.Problems;
using Baton.Operations;
using Baton.Terminals;
using Spectre.Console;

namespace Baton.Commands.Migrate;

/// <summary>'migrate SERVER' shows where a migration stands; each stage is a command below it.</summary>
internal sealed class MigrateCommands(Session session)
{
    public static Command Create(CommandTree tree)
    {
        var server = new Argument<string?>("SERVER") { Description = "The server as baton.yaml calls it", Arity = ArgumentArity.ZeroOrOne, Hidden = true };
        var command = new Command("migrate", "Move a server from anywhere into EC2, stage by stage; alone it shows where one stands and what is next") { server };
        foreach (var operation in MigrateOperation.All())
        {
            command.Add(OperationCommands.Run(tree, operation));
        }

        command.Add(WatchCommand.Create(tree));
        command.Add(BackOut(tree));
        return tree.Bind(
            command,
            (session, parsed, cancellationToken) => new MigrateCommands(session).ShowAsync(parsed.GetValue(server), cancellationToken),
            "baton migrate payroll",
            "baton migrate prepare payroll",
            "baton migrate backout payroll");
    }

    private static Command BackOut(CommandTree tree)
    {
        var server = Servers.Argument();
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask" };
        var overrideWait = new OverrideWait();
        return tree.Bind(
            new("backout", "Take a migration back: after the cut-over to the old server, with all that was written since; before it, all that was prepared") { server, yes, overrideWait.Option },
            (session, parsed, cancellationToken) => new MigrateCommands(session).BackOutAsync(parsed.GetValue(server)!, parsed.GetValue(yes), overrideWait.Reason(parsed), cancellationToken),
            "baton migrate backout payroll");
    }

    private async Task<int> ShowAsync(string? server, CancellationToken cancellationToken)
    {
        var name = server ?? (session.Configuration.Servers.Where(found => found.Source is not null).ToList() is [var only]
            ? only.Name
            : throw new BatonException(ProgramProblems.ServerMissing("migrate")));
        var status = MigrationOperations.Status(session.Journal, name);
        if (session.Configuration.Servers.FirstOrDefault(found => found.Name == name) is { Dns.Names: [_, ..] } named)
        {
            status = status with { Names = await session.Operations.NamesAsync(named, cancellationToken) };
        }

        var document = MigrationDocument.From(status);
        if (session.Json)
        {
            session.Terminal.WriteJson(document, DocumentJson.Plain.MigrationDocument);
            return ExitCodes.Success;
        }

        var console = session.Terminal.AnswerConsole;
        console.MarkupLine($"[bold]{Markup.Escape(name)}[/]");
        foreach (var stage in document.Stages)
        {
            console.MarkupLine(stage.Run is null
                ? $"  [dim]○ {stage.Name}[/]"
                : $"  [green]✓[/] {stage.Name}  [dim]{Markup.Escape(stage.Run)}[/]");
        }

        if (document.Dns is { } names)
        {
            NamesLines.Show(console, names);
        }

        console.MarkupLine($"  next: [cyan]{Markup.Escape(document.Next)}[/]");
        return ExitCodes.Success;
    }

    /// <summary>The new server forwards whoever caches still lead to it, so it stays until they have forgotten it.</summary>
    private async Task AwaitCachesAsync(DateTimeOffset? moment, CancellationToken cancellationToken)
    {
        if (moment - session.Time.GetUtcNow() is { } left && left > TimeSpan.Zero)
        {
            session.Terminal.Talk.WriteLine($"Waiting until {Words.Time(moment!.Value)}: until then caches may lead users to the new server, which forwards them. --override-wait says why not to wait.");
            await Task.Delay(left, session.Time, cancellationToken);
        }
    }

    private async Task<int> BackOutAsync(string server, bool yes, string? overrideWait, CancellationToken cancellationToken)
    {
        var runs = MigrationOperations.BackOut(session.Journal, server);
        if (!yes && session.Terminal.CanAsk)
        {
            session.Terminal.Talk.Write($"Take back {string.Join(", ", runs.Select(run => run.Id))}? [y/N] ");
            session.Terminal.Talk.Flush();
            if (session.Terminal.ReadLine()?.Trim() is not ("y" or "Y" or "yes"))
            {
                throw new BatonException(ProgramProblems.Declined());
            }
        }

        foreach (var run in runs)
        {
            await session.Operations.RequireWayBackAsync(run, cancellationToken);
        }

        if (overrideWait is null)
        {
            await AwaitCachesAsync(await session.Operations.BackOutFromAsync(server, cancellationToken), cancellationToken);
        }

        var documents = new List<RunDocument>();
        var status = ExitCodes.Success;
        foreach (var run in runs.TakeWhile(_ => status == ExitCodes.Success))
        {
            var plan = await session.Operations.BuildAsync(run.Kind, run.Arguments, cancellationToken);
            (status, var document) = await Walks.TakeBackAsync(session, observer => session.NewRunner().RollBackAsync(run, plan, new(), observer, cancellationToken));
            documents.Add(document);
        }

        if (session.Json)
        {
            session.Terminal.WriteJson(new(status == ExitCodes.Success ? "rolledBack" : "undoFailed", documents), DocumentJson.Plain.BackOutDocument);
        }
        else
        {
            documents.ForEach(document => RunReport.ShowEnd(session.Terminal.AnswerConsole, document));
        }

        return status;
    }
}
