using System.Globalization;
using Baton.Engine.Plans;
using Baton.Engine.Steps;
using Spectre.Console;

namespace Baton.Terminals;

/// <summary>A plan before it is run: the checklist and the back-out procedure.</summary>
internal static class PlanTable
{
    public static void Show(IAnsiConsole console, Plan plan)
    {
        var table = new Table().Border(TableBorder.Rounded).BorderStyle(new Style(decoration: Decoration.Dim)).Expand();
        table.Title($"[bold]{Markup.Escape(plan.Kind)} {Markup.Escape(plan.Subject)}[/]");
        table.AddColumn(new TableColumn("").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("[bold]step[/]").NoWrap());
        table.AddColumn(new TableColumn("[bold]what it changes[/]"));
        table.AddColumn(new TableColumn("[bold]who waits[/]").NoWrap());
        table.AddColumn(new TableColumn("[bold]costs[/]").NoWrap());
        table.AddColumn(new TableColumn("[bold]how it is undone[/]"));
        foreach (var (index, step) in plan.Steps.Index())
        {
            var description = step.Describe();
            var pauses = description.Pauses != PauseKind.None;
            table.AddRow(
                $"[dim]{(index + 1).ToString(CultureInfo.InvariantCulture)}[/]",
                pauses ? $"[yellow]{Markup.Escape(step.Name)}[/]" : Markup.Escape(step.Name),
                Markup.Escape(description.Changes),
                pauses ? $"[yellow]{Waits(description)}[/]" : "[dim]nobody[/]",
                Words.Dollars(description.CostPerHour),
                Undo(description));
        }

        console.Write(table);
        foreach (var line in Summary(plan))
        {
            console.MarkupLine(line);
        }
    }

    private static string Waits(StepDescription description)
    {
        var who = description.Pauses == PauseKind.Writes ? "writes" : "all requests";
        return description.EstimatedPause is { } pause ? $"{who} {Words.Estimate(pause)}" : who;
    }

    private static string Undo(StepDescription description) => description switch
    {
        { CanUndo: false } => "[red]cannot be undone[/]",
        { Undo: { } undo } => Markup.Escape(undo),
        _ => "[dim]nothing to undo[/]",
    };

    private static IEnumerable<string> Summary(Plan plan)
    {
        var descriptions = plan.Steps.Select(step => step.Describe()).ToList();
        var pause = TimeSpan.FromTicks(descriptions.Sum(description => description.EstimatedPause?.Ticks ?? 0));
        yield return descriptions.All(description => description.Pauses == PauseKind.None)
            ? "Nobody waits."
            : $"Requests wait [yellow]{Words.Estimate(pause)}[/] in all; they are held, not refused.";
        if (descriptions.Sum(description => description.CostPerHour) is > 0 and var cost)
        {
            yield return $"While it is not finished it adds [bold]{Words.Dollars(cost)}[/] to the bill.";
        }

        var final = plan.Steps.FirstOrDefault(step => !step.Describe().CanUndo);
        yield return final is null
            ? "If a step fails, those before it are undone in reverse order."
            : $"If a step fails, those before it are undone in reverse order, until [red]{Markup.Escape(final.Name)}[/] is done: that is final.";
    }
}
