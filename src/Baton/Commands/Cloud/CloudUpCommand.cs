using System.CommandLine;
using Baton.Documents;
using Baton.LocalCloud;
using Baton.Terminals;
using Spectre.Console;

namespace Baton.Commands.Cloud;

/// <summary>Starts the local cloud, or finds it running.</summary>
internal static class CloudUpCommand
{
    public static Command Create(CommandTree tree)
    {
        var port = CloudCommands.PortOption();
        var machines = CloudCommands.MachinesOption();
        var throttle = CloudCommands.ThrottleOption();
        var tls = CloudCommands.TlsPortOption();
        return tree.Bind(
            new("up", "Start the local cloud, with the machines it had") { port, machines, throttle, tls },
            (session, parsed, cancellationToken) => RunAsync(session, new(parsed.GetValue(port), parsed.GetValue(machines), parsed.GetValue(throttle), parsed.GetValue(tls)), cancellationToken),
            "baton cloud up",
            "baton cloud up --machines simulated --throttle");
    }

    private static async Task<int> RunAsync(Session session, CloudWishes wishes, CancellationToken cancellationToken)
    {
        session.LocalCloud.Keys();
        var cloud = await new CloudProcess(session.LocalCloud, session.Time).UpAsync(wishes, cancellationToken);
        if (session.Json)
        {
            session.Terminal.WriteJson(CloudDocument.From(cloud), DocumentJson.Plain.CloudDocument);
            return ExitCodes.Success;
        }

        var console = session.Terminal.AnswerConsole;
        console.MarkupLine($"[green]✓[/] the local cloud is up at [bold]{Markup.Escape(cloud.Endpoint.ToString())}[/] [dim]({cloud.Machines} machines, region {cloud.Region}, process {cloud.Pid})[/]");
        console.MarkupLine("  [cyan]eval \"$(baton cloud env)\"[/]  [dim]lets the AWS CLI and every SDK drive it[/]");
        return ExitCodes.Success;
    }
}
