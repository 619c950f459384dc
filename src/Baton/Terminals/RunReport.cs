using System.Text.Json;
using Baton.Documents;
using Baton.Engine.Journal;
using Baton.Engine.Steps;
using Spectre.Console;

namespace Baton.Terminals;

/// <summary>A run after it has ended, or as far as it has come.</summary>
internal static class RunReport
{
    /// <summary>The last words of a command that ran a plan: how it ended, what it brought, what to do next.</summary>
    public static void ShowEnd(IAnsiConsole console, RunDocument run)
    {
        console.MarkupLine(Headline(run));
        if (run.Outcome is RunStatus.Succeeded or RunStatus.Closed)
        {
            ShowFigures(console, run);
        }

        foreach (var step in run.Left)
        {
            console.MarkupLine($"  [red]still done[/]  {Markup.Escape(step)}");
        }

        ShowNext(console, run);
    }

    public static void ShowWhole(IAnsiConsole console, RunDocument run)
    {
        console.MarkupLine(Headline(run));
        console.MarkupLine($"  [dim]run {Markup.Escape(run.Run)}, started {Words.Time(run.StartedAt)}[/]");
        ShowFigures(console, run);
        var table = new Table().Border(TableBorder.Rounded).BorderStyle(new Style(decoration: Decoration.Dim));
        table.AddColumn(new TableColumn("[bold]step[/]").NoWrap());
        table.AddColumn(new TableColumn("[bold]state[/]").NoWrap());
        table.AddColumn(new TableColumn("[bold]took[/]").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("[bold]what came of it[/]"));
        foreach (var step in run.Steps)
        {
            table.AddRow(
                Markup.Escape(step.Name),
                State(step.Status),
                step.DurationMs is { } took ? Words.Duration(TimeSpan.FromMilliseconds(took)) : "",
                step.Error is { } error ? $"[red]{Markup.Escape(error)}[/]" : $"[dim]{Markup.Escape(Words.Shorten(Readable(step.Output), 90))}[/]");
        }

        console.Write(table);
        ShowNext(console, run);
    }

    /// <summary>The word for where a run stands, with its colour.</summary>
    public static string Status(RunStatus status) => status switch
    {
        RunStatus.Succeeded => "[green]succeeded[/]",
        RunStatus.Closed => "[green]closed[/]",
        RunStatus.RolledBack => "[yellow]rolled back[/]",
        RunStatus.Running => "[cyan]running[/]",
        RunStatus.Failed => "[red]failed, kept[/]",
        _ => "[red]undo failed[/]",
    };

    private static string Headline(RunDocument run)
    {
        var what = $"[bold]{Markup.Escape(run.Kind)} {Markup.Escape(run.Subject)}[/]";
        var took = run.DurationMs is { } duration ? $" in {Words.Duration(TimeSpan.FromMilliseconds(duration))}" : "";
        return run.Outcome switch
        {
            RunStatus.Succeeded when !run.IsProved => $"[red]✗[/] {what} was done{took}, and the verdict is [red]failed[/]",
            RunStatus.Succeeded or RunStatus.Closed => $"[green]✓[/] {what} succeeded{took}",
            RunStatus.RolledBack => $"[yellow]↶[/] {what} was taken back: everything is as before",
            RunStatus.Running => $"[cyan]…[/] {what} is not finished",
            RunStatus.Failed => $"[red]✗[/] {what} failed and was left as it is",
            _ => $"[red]✗[/] {what}: an undo failed, and something is left",
        };
    }

    private static void ShowFigures(IAnsiConsole console, RunDocument run)
    {
        var lines = run.Results.Select(result => (Name: Words.Name(result.Key), result.Value))
            .Concat(run.Measurements.Select(figure => Words.Figure(new("", figure.Key, figure.Value)))).ToList();
        var width = lines.Count == 0 ? 0 : lines.Max(line => line.Name.Length);
        foreach (var (name, value) in lines)
        {
            var colour = value.StartsWith("failed", StringComparison.Ordinal) ? "red" : value.StartsWith("passed", StringComparison.Ordinal) ? "green" : "default";
            console.MarkupLine($"  [dim]{Markup.Escape(name.PadRight(width))}[/]  [{colour}]{Markup.Escape(value)}[/]");
        }
    }

    /// <summary>What the operator may type next, and what it does.</summary>
    private static IReadOnlyList<(string Command, string Does)> Next(RunDocument run) => (run.Outcome, run.Kind) switch
    {
        (RunStatus.Succeeded, "resize") => [($"baton finish {run.Run}", "retires the old server"), ($"baton rollback {run.Run}", "goes back; writes made since are kept")],
        (RunStatus.Succeeded, "migrate-sync") => [($"baton migrate sync {run.Subject} --watch", "goes on for days, and shows what a cut-over would wait for")],
        (RunStatus.Succeeded, "migrate-cutover") =>
        [
            ($"baton migrate watch {run.Subject}", "shows who arrives on the new server, and who still comes to the old one"),
            ($"baton migrate backout {run.Subject}", "goes back; writes made since are kept"),
            ($"baton migrate finish {run.Subject}", "closes the way back"),
        ],
        (RunStatus.Failed or RunStatus.Running, _) => [($"baton resume {run.Run}", "goes on"), ($"baton rollback {run.Run}", "goes back")],
        (RunStatus.UndoFailed, _) => [($"baton rollback {run.Run}", "tries again, once you have mended what the message above names")],
        _ => [],
    };

    private static void ShowNext(IAnsiConsole console, RunDocument run)
    {
        var next = Next(run);
        var width = next.Count == 0 ? 0 : next.Max(line => line.Command.Length);
        foreach (var (command, does) in next)
        {
            console.MarkupLine($"  [cyan]{Markup.Escape(command.PadRight(width))}[/]  [dim]{Markup.Escape(does)}[/]");
        }
    }

    /// <summary>The members of the output that a person can read in a line.</summary>
    private static string Readable(JsonElement? output)
    {
        if (output is not { ValueKind: JsonValueKind.Object } members)
        {
            return output?.ToString() ?? "";
        }

        var readable = members.EnumerateObject().Where(member => member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True);
        return string.Join(", ", readable.Select(member => $"{Words.Name(JsonNamingPolicy.CamelCase.ConvertName(member.Name))} {member.Value}"));
    }

    private static string State(StepStatus status) => status switch
    {
        StepStatus.Succeeded => "[green]✓ done[/]",
        StepStatus.Undone => "[yellow]↶ taken back[/]",
        StepStatus.Started => "[cyan]… started[/]",
        StepStatus.UndoStarted => "[cyan]… going back[/]",
        StepStatus.Failed => "[red]✗ failed[/]",
        StepStatus.UndoFailed => "[red]✗ undo failed[/]",
        _ => "",
    };
}
