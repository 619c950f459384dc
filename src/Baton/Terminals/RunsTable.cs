using Baton.Documents;
using Spectre.Console;

namespace Baton.Terminals;

internal static class RunsTable
{
    public static void Show(IAnsiConsole console, IReadOnlyList<RunSummaryDocument> runs, DateTimeOffset now)
    {
        if (runs.Count == 0)
        {
            console.MarkupLine("[dim]There are no runs yet.[/]");
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).BorderStyle(new Style(decoration: Decoration.Dim));
        foreach (var heading in (string[])["run", "operation", "on", "state", "started"])
        {
            table.AddColumn(new TableColumn($"[bold]{heading}[/]").NoWrap());
        }

        table.AddColumn(new TableColumn("[bold]took[/]").RightAligned().NoWrap());
        foreach (var run in runs)
        {
            table.AddRow(
                Markup.Escape(run.Run), Markup.Escape(run.Kind), Markup.Escape(run.Subject), run.CutOff ? "[red]cut off[/]" : RunReport.Status(run.Outcome),
                $"{Words.Time(run.StartedAt)}",
                run.EndedAt is { } ended ? Words.Duration(ended - run.StartedAt) : $"[cyan]{Words.Duration(now - run.StartedAt)}[/]");
        }

        console.Write(table);
        foreach (var run in runs.Where(run => run.CutOff))
        {
            console.MarkupLine($"  [cyan]baton resume {Markup.Escape(run.Run)}[/]  [dim]goes on;[/] [cyan]rollback[/] [dim]goes back[/]");
        }
    }
}
