using Spectre.Console;

namespace Baton.Assessing;

internal static class TerminalReport
{
    public static void Show(IAnsiConsole console, ReportPage page)
    {
        console.MarkupLine($"[bold]{Markup.Escape(page.Title)}[/]  [dim]{Markup.Escape(page.Subtitle)}[/]");
        foreach (var section in page.Sections)
        {
            console.WriteLine();
            console.MarkupLine($"[bold cyan]{Markup.Escape(section.Heading)}[/]");
            foreach (var paragraph in section.Paragraphs)
            {
                console.MarkupLine(Markup.Escape(paragraph));
            }

            foreach (var item in section.Items)
            {
                console.MarkupLine($"[dim]•[/] {Markup.Escape(item)}");
            }

            Table(console, section);
            if (section.Code is { } code)
            {
                // Not wrapped: it is to be copied.
                console.Profile.Out.Writer.Write(code);
            }
        }
    }

    private static void Table(IAnsiConsole console, ReportSection section)
    {
        if (section.Rows.Count == 0)
        {
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).BorderStyle(new Style(decoration: Decoration.Dim));
        foreach (var column in section.Columns)
        {
            table.AddColumn(new TableColumn($"[bold]{Markup.Escape(column)}[/]"));
        }

        foreach (var row in section.Rows)
        {
            table.AddRow([.. row.Select((cell, index) => section.IsRisks && index == 0 ? Level(cell) : Markup.Escape(cell))]);
        }

        console.Write(table);
    }

    private static string Level(string level) => level switch { "high" => "[bold red]high[/]", "medium" => "[yellow]medium[/]", _ => "[dim]low[/]" };
}
