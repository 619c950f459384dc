using System.CommandLine;
using Baton.Assessing;
using Baton.Documents;
using Baton.Engine.Problems;
using Baton.Operations.Configuration;
using Baton.Operations.Hardening;
using Baton.Terminals;
using Spectre.Console;

namespace Baton.Commands;

/// <summary>Looks what is still worse on a server than it could be, and says the command for each.</summary>
internal sealed class HardenCommand(Session session)
{
    public static Command Create(CommandTree tree)
    {
        var server = Servers.Argument();
        var markdown = MarkdownOption();
        return tree.Bind(
            new("harden", "Look what is still worse on a server than it could be (backups, patches, open ports, certificates), with the command for each; nothing is changed") { server, markdown },
            async (session, parsed, cancellationToken) =>
            {
                var command = new HardenCommand(session);
                var report = await command.LookAsync(session.Server(parsed.GetValue(server)!), parsed.GetValue(markdown), cancellationToken);
                if (session.Json)
                {
                    session.Terminal.WriteJson(report, DocumentJson.Plain.HardeningReport);
                }
                else
                {
                    HardeningLines.Show(session.Terminal.AnswerConsole, report);
                }

                return ExitCodes.Success;
            },
            "baton harden payroll",
            "baton harden payroll --markdown next.md");
    }

    public static Option<string?> MarkdownOption() => new("--markdown") { Description = "Also write what is to be improved as Markdown", HelpName = "FILE" };

    public async Task<HardeningReport> LookAsync(ServerOptions server, string? file, CancellationToken cancellationToken)
    {
        var report = await Waiting.ShowAsync(session.Terminal, $"Looking at {server.Name}; nothing is changed …", () => session.Operations.HardenAsync(server, new Silent(), cancellationToken));
        if (file is not null)
        {
            await WriteAsync(Path.GetFullPath(file, session.Surroundings.Folder), MarkdownReport.Write(HardeningPage.Of(report)), cancellationToken);
        }

        return report;
    }

    private async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        try
        {
            // It tells an attacker where to begin.
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
            await using var writer = new StreamWriter(path, options);
            await writer.WriteAsync(text.AsMemory(), cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BatonException(ProgramProblems.CannotWrite(path, failure.Message), failure);
        }

        session.Terminal.TalkConsole.MarkupLine($"[green]✓[/] {Markup.Escape(path)}");
    }

    /// <summary>It takes a moment only.</summary>
    private sealed class Silent : IProgress<string>
    {
        public void Report(string value)
        {
        }
    }
}
