using System.Globalization;
using System.Net;
using System.Text;
using Baton.Rehearsals.Reports;

namespace Baton.Assessing;

/// <summary>One file that needs nothing beside it, and that prints well.</summary>
internal static class HtmlAssessment
{
    private const string Css = """
        section table { font-size: .9rem; } td:first-child { width: auto; } pre { overflow-x: auto; font-size: .85rem; background: var(--back); padding: 1rem; border-radius: 8px; } ul { margin: .2rem 0 .6rem; padding-left: 1.2rem; }
        .scroll { overflow-x: auto; } .level { display: inline-block; min-width: 4.2rem; text-align: center; border-radius: 6px; padding: .05rem .5rem; color: #fff; font-size: .8rem; }
        .high { background: #c62828; } .medium { background: #b26a00; } .low { background: #5b6b7d; } @media print { body { background: #fff; } section { break-inside: avoid; } }
        """;

    public static string Write(ReportPage page)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.Append(CultureInfo.InvariantCulture, $"<title>{Text(page.Title)}</title><style>{ReportStyle.Css}{Css}</style><main>");
        html.Append(CultureInfo.InvariantCulture, $"<header><div><h1>{Text(page.Title)}</h1><p class=\"soft\">{Text(page.Subtitle)}</p></div></header>");
        foreach (var section in page.Sections)
        {
            Section(html, section);
        }

        return html.Append("</main></html>\n").ToString();
    }

    private static void Section(StringBuilder html, ReportSection section)
    {
        html.Append(CultureInfo.InvariantCulture, $"<section><h2>{Text(section.Heading)}</h2>");
        foreach (var paragraph in section.Paragraphs)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{Text(paragraph)}</p>");
        }

        if (section.Items.Count > 0)
        {
            html.Append("<ul>").AppendJoin("", section.Items.Select(item => $"<li>{Text(item)}</li>")).Append("</ul>");
        }

        if (section.Rows.Count > 0)
        {
            html.Append("<div class=\"scroll\"><table><tr>").AppendJoin("", section.Columns.Select(column => $"<th>{Text(column)}</th>")).Append("</tr>");
            foreach (var row in section.Rows)
            {
                html.Append("<tr>").AppendJoin("", row.Select((cell, index) => section.IsRisks && index == 0 ? $"<td><span class=\"level {Text(cell)}\">{Text(cell)}</span></td>" : $"<td>{Text(cell)}</td>")).Append("</tr>");
            }

            html.Append("</table></div>");
        }

        if (section.Code is { } code)
        {
            html.Append(CultureInfo.InvariantCulture, $"<pre>{Text(code)}</pre>");
        }

        html.Append("</section>");
    }

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}
