using System.Globalization;
using Baton.Engine.Plans;
using Baton.Engine.Steps;
using Baton.Operations;
using Spectre.Console;

namespace Baton.Terminals;

/// <summary>A plan before it is run: the checklist and the back-out procedure.</summary>
internal static class PlanTable
{
    // With fewer columns than this the sentences would be cut into words.
    private const int WideEnough = 110;

    public static void Show(IAnsiConsole console, PreparedRun run)
    {
        Show(console, run.Plan);
        foreach (var note in run.Notes)
        {
            console.MarkupLine($"[yellow]•[/] {Markup.Escape(note)}");
        }
    }

    public static void Show(IAnsiConsole console, Plan plan)
    {
        var table = new Table().Border(TableBorder.Rounded).BorderStyle(new Style(decoration: Decoration.Dim)).Expand();
        table.Title($"[bold]{Markup.Escape(plan.Kind)} {Markup.Escape(plan.Subject)}[/]");
        table.AddColumn(new TableColumn("").RightAligned().NoWrap());
        var wide = console.Profile.Width >= WideEnough;
        string[] headings = wide ? ["step", "what it changes", "who waits", "costs", "how it is undone"] : ["step", "who waits, costs"];
        foreach (var heading in headings)
        {
            var column = new TableColumn($"[bold]{heading}[/]");
            table.AddColumn(wide && heading is "step" or "who waits" or "costs" ? column.NoWrap() : column);
        }

        foreach (var (index, step) in plan.Steps.Index())
        {
            var number = $"[dim]{(index + 1).ToString(CultureInfo.InvariantCulture)}[/]";
            table.AddRow(wide ? [number, .. Wide(step)] : [number, .. Narrow(step)]);
        }

        console.Write(table);
        foreach (var line in Summary(plan))
        {
            console.MarkupLine(line);
        }
    }

    private static string[] Wide(PlannedStep step)
    {
        var description = step.Describe();
        return [Name(step), Markup.Escape(description.Changes), Waits(description), Words.Dollars(description.CostPerHour), Undo(description)];
    }

    private static string[] Narrow(PlannedStep step)
    {
        var description = step.Describe();
        var undo = description is { CanUndo: true, Undo: null } ? "" : $"\n[dim]undo:[/] {Undo(description)}";
        var cost = description.CostPerHour == 0 ? "" : $"\n{Words.Dollars(description.CostPerHour)}";
        return [$"{Name(step)}\n{Markup.Escape(description.Changes)}{undo}", Waits(description) + cost];
    }

    private static string Name(PlannedStep step) =>
        step.Describe().Pauses == PauseKind.None ? $"[bold]{Markup.Escape(step.Name)}[/]" : $"[bold yellow]{Markup.Escape(step.Name)}[/]";

    private static string Waits(StepDescription description)
    {
        if (description.Pauses == PauseKind.None)
        {
            return "[dim]nobody[/]";
        }

        var who = description.Pauses == PauseKind.Writes ? "writes" : "all requests";
        return $"[yellow]{(description.EstimatedPause is { } pause ? $"{who} {Words.Estimate(pause)}" : who)}[/]";
    }

    private static string Undo(StepDescription description) => description switch
    {
        { CanUndo: false } => "[red]cannot be undone[/]",
        { Undo: { } undo } => $"[dim]{Markup.Escape(undo)}[/]",
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
