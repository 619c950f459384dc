using System.Text;

namespace Baton.Assessing;

internal static class MarkdownReport
{
    public static string Write(ReportPage page)
    {
        var text = new StringBuilder();
        text.Append("# ").Append(Text(page.Title)).Append("\n\n").Append(Text(page.Subtitle)).Append('\n');
        foreach (var section in page.Sections)
        {
            text.Append("\n## ").Append(Text(section.Heading)).Append("\n\n");
            foreach (var paragraph in section.Paragraphs)
            {
                text.Append(Text(paragraph)).Append("\n\n");
            }

            foreach (var item in section.Items)
            {
                text.Append("- ").Append(Text(item)).Append('\n');
            }

            Table(text, section);
            if (section.Code is { } code)
            {
                text.Append("```yaml\n").Append(code.TrimEnd()).Append("\n```\n");
            }
        }

        return text.ToString();
    }

    private static void Table(StringBuilder text, ReportSection section)
    {
        if (section.Rows.Count == 0)
        {
            return;
        }

        if (section.Items.Count > 0)
        {
            text.Append('\n');
        }

        text.Append("| ").AppendJoin(" | ", section.Columns.Select(Text)).Append(" |\n|").Append(string.Concat(Enumerable.Repeat(" --- |", section.Columns.Count))).Append('\n');
        foreach (var row in section.Rows)
        {
            text.Append("| ").AppendJoin(" | ", row.Select(Text)).Append(" |\n");
        }
    }

    /// <summary>What a server says of itself is text, whatever signs are in it.</summary>
    private static string Text(string value)
    {
        var text = new StringBuilder();
        foreach (var character in value.ReplaceLineEndings(" "))
        {
            if (character is '|' or '*' or '_' or '`' or '<' or '>' or '[' or ']' or '#' or '\\')
            {
                text.Append('\\');
            }

            text.Append(character);
        }

        return text.ToString();
    }
}
