using System.CommandLine;
using System.Net;
using Baton.Assessing;
using Baton.Configuration;
using Baton.Engine.Problems;
using Baton.Hosts;
using Baton.Hosts.Assessing;
using Baton.Hosts.Ssh;
using Baton.Operating;
using Baton.Operations.Assessing;
using Baton.Operations.Configuration;
using Baton.Terminals;
using Spectre.Console;

namespace Baton.Commands;

/// <summary>Walks through a server, changing nothing, and reports.</summary>
internal sealed class AssessCommand(Session session)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    public static Command Create(CommandTree tree)
    {
        var target = new Argument<string>("TARGET") { Description = "A server of baton.yaml, or what you would type after ssh: user@host, or a name of your ssh configuration" };
        var port = new Option<int?>("--port") { Description = "The port of its sshd; else what your ssh configuration says", HelpName = "PORT" };
        var identity = new Option<string?>("--identity") { Description = "The private key; else what your ssh configuration says", HelpName = "FILE" };
        var html = new Option<string?>("--html") { Description = "Also write the report as one HTML file", HelpName = "FILE" };
        var markdown = new Option<string?>("--markdown") { Description = "Also write the report as Markdown", HelpName = "FILE" };
        var command = new Command("assess", "Walk through a server, changing nothing: what runs, where data is, what may go wrong, what it needs on EC2") { target, port, identity, html, markdown };
        return tree.Bind(
            command,
            (session, parsed, cancellationToken) => new AssessCommand(session).RunAsync(
                parsed.GetValue(target)!, (parsed.GetValue(port), parsed.GetValue(identity)), (parsed.GetValue(html), parsed.GetValue(markdown)), cancellationToken),
            "baton assess admin@old.example.com", "baton assess payroll --html report.html");
    }

    private async Task<int> RunAsync(string target, (int? Port, string? Identity) ssh, (string? Html, string? Markdown) files, CancellationToken cancellationToken)
    {
        var (report, configuration) = Known(target) is { } server
            ? await LookAtKnownAsync(server, ssh, cancellationToken)
            : await LookAtAsync(target, await SshDestination.ResolveAsync(target, ssh.Port, ssh.Identity, cancellationToken), cancellationToken);
        var page = AssessmentPage.Of(report, configuration);
        await WriteAsync(files.Html, () => HtmlAssessment.Write(page), cancellationToken);
        await WriteAsync(files.Markdown, () => MarkdownReport.Write(page), cancellationToken);
        if (session.Json)
        {
            session.Terminal.WriteJson(new() { Report = report, Configuration = configuration }, AssessmentJson.Plain.AssessmentDocument);
        }
        else
        {
            TerminalReport.Show(session.Terminal.AnswerConsole, page);
        }

        return ExitCodes.Success;
    }

    /// <summary>Null where there is no baton.yaml, or none that names it: then it is for ssh to know.</summary>
    private ServerOptions? Known(string target)
    {
        try
        {
            return session.Configuration.Servers.FirstOrDefault(server => server.Name == target);
        }
        catch (BatonException missing) when (missing.Problems is [{ Code: ConfigurationProblems.NoFileCode }])
        {
            return null;
        }
    }

    private async Task<(AssessmentReport Report, string Configuration)> LookAtKnownAsync(ServerOptions server, (int? Port, string? Identity) ssh, CancellationToken cancellationToken)
    {
        if (server.Source is { } source)
        {
            var port = ssh.Port ?? source.Ssh.Port;
            if (IPAddress.TryParse(source.Host, out var ip) && IPAddress.IsLoopback(ip))
            {
                // A machine of the local cloud.
                port = await new PublicPorts(session).OfAsync(port, cancellationToken);
            }

            return await LookAtAsync(server.Name, await SshDestination.ResolveAsync($"{source.Ssh.User}@{source.Host}", port, ssh.Identity ?? source.Ssh.IdentityFile, cancellationToken), cancellationToken);
        }

        server = server with { Ssh = server.Ssh with { Port = ssh.Port ?? server.Ssh.Port, IdentityFile = ssh.Identity ?? server.Ssh.IdentityFile } };
        return await session.Operations.OnServerAsync(
            server,
            async (host, instanceId) =>
            {
                var report = await LookAsync(server.Name, host, cancellationToken);
                return (report, ProposedConfiguration.Write(report, server.Name, server.Ssh, instanceId));
            },
            cancellationToken);
    }

    private async Task<(AssessmentReport Report, string Configuration)> LookAtAsync(string name, SshTarget target, CancellationToken cancellationToken)
    {
        var settings = new SshSettings { KnownHosts = new(session.State.KnownHosts), SocketDirectory = SshSettings.DefaultSocketDirectory, Time = session.Time, ConnectTimeout = s_patience };
        await using var host = new SshHost(target, settings);
        var report = await LookAsync(name, host, cancellationToken);
        return (report, ProposedConfiguration.Write(report, target.Address, new() { User = target.User, Port = target.Port, IdentityFile = target.IdentityFile }, null));
    }

    private async Task<AssessmentReport> LookAsync(string name, IHost host, CancellationToken cancellationToken)
    {
        var seen = await Waiting.ShowAsync(session.Terminal, $"Walking through {name}; nothing is changed …", () => new Assessor(host, session.Time).LookAsync(new Progress(session.Terminal), cancellationToken));
        return AssessmentReport.Of(name, seen);
    }

    private async Task WriteAsync(string? file, Func<string> write, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return;
        }

        var path = Path.GetFullPath(file, session.Surroundings.Folder);
        try
        {
            // A report tells an attacker where to begin.
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
            await using var writer = new StreamWriter(path, options);
            await writer.WriteAsync(write().AsMemory(), cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BatonException(ProgramProblems.CannotWrite(path, failure.Message), failure);
        }

        session.Terminal.TalkConsole.MarkupLine($"[green]✓[/] {Markup.Escape(path)}");
    }

    /// <summary>A line for each part, where nothing moves.</summary>
    private sealed class Progress(ITerminal terminal) : IProgress<string>
    {
        public void Report(string value)
        {
            if (!terminal.TalkIsInteractive)
            {
                terminal.Talk.WriteLine($"  looking at {value}");
            }
        }
    }
}
