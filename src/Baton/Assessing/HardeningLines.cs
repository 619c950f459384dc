using System.Globalization;
using Baton.Operations.Assessing;
using Baton.Operations.Hardening;
using Spectre.Console;

namespace Baton.Assessing;

/// <summary>What is still worse on a server than it could be, for a person at a terminal: each command in a line of its own, to be copied.</summary>
internal static class HardeningLines
{
    public static void Show(IAnsiConsole console, HardeningReport report)
    {
        console.MarkupLine(string.Create(
            CultureInfo.InvariantCulture, $"[bold]What to improve on {Markup.Escape(report.Server)}[/]  [dim]{report.InstanceId}, looked at on {report.At:yyyy-MM-dd HH:mm} UTC; nothing was changed[/]"));
        foreach (var found in report.Improvements)
        {
            console.MarkupLine($"{Level(found.Level)}  [bold]{Markup.Escape(found.Area)}[/]  {Markup.Escape(found.What)}");
            console.Profile.Out.Writer.WriteLine($"        {(found.On == "server" ? "on it: " : "")}{found.Command}");
        }

        console.WriteLine();
        console.MarkupLine($"[dim]found right:[/] {Markup.Escape(report.Fine is [] ? "nothing" : string.Join(", ", report.Fine))}");
        console.MarkupLine($"[dim]not looked at:[/] {Markup.Escape(string.Join("; ", report.NotLookedAt))}");
    }

    private static string Level(RiskLevel level) => level switch
    {
        RiskLevel.High => "[bold red]high  [/]",
        RiskLevel.Medium => "[yellow]medium[/]",
        _ => "[dim]low   [/]",
    };
}
