using System.Globalization;
using Baton.Documents;
using Baton.Terminals;
using Spectre.Console;

namespace Baton.Commands.Migrate;

/// <summary>Where the names of a server lead, for a person at a terminal.</summary>
internal static class NamesLines
{
    public static void Show(IAnsiConsole console, NamesDocument document)
    {
        foreach (var name in document.Names)
        {
            var led = name.Answers.Where(answer => answer.Address is not null)
                .GroupBy(answer => (answer.Address, Ttl: answer.Resolver ? null : answer.Ttl, answer.Resolver))
                .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key.Address}{(group.Key.Ttl is { } ttl ? $" for {ttl} s" : "")} at {group.Count()} {(group.Key.Resolver ? "resolver" : "name server")}{(group.Count() == 1 ? "" : "s")}"));
            var leads = string.Join("; ", led);
            console.MarkupLine($"  [bold]{Markup.Escape(name.Name.TrimEnd('.'))}[/] → {Markup.Escape(leads is "" ? "nobody answers for it" : leads)}");
        }

        console.MarkupLine(document switch
        {
            { LoweredBy: null } => "  [dim]its time to live has not been lowered[/]",
            { NotWaited: { } reason } => $"  [dim]its time to live is lowered, and not waited for: {Markup.Escape(reason)}[/]",
            { CutOverFrom: { } moment } => $"  [dim]its time to live is lowered; no cache holds the old one from {Words.Time(moment)} on[/]",
            _ => "  [dim]its time to live is being lowered[/]",
        });
    }
}
