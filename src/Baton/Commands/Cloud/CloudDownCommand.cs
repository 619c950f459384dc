using System.CommandLine;
using Baton.Documents;
using Baton.LocalCloud;
using Baton.Terminals;
using Spectre.Console;

namespace Baton.Commands.Cloud;

/// <summary>Stops the local cloud and its machines; what they are on disk stays.</summary>
internal static class CloudDownCommand
{
    public static Command Create(CommandTree tree) => tree.Bind(
        new("down", "Stop the local cloud and its machines; their disks stay"),
        (session, _, cancellationToken) => RunAsync(session, cancellationToken),
        "baton cloud down");

    private static async Task<int> RunAsync(Session session, CancellationToken cancellationToken)
    {
        var stopped = await new CloudProcess(session.LocalCloud, session.Time).DownAsync(cancellationToken);
        if (session.Json)
        {
            session.Terminal.WriteJson(new() { Running = false }, DocumentJson.Plain.CloudDocument);
        }
        else
        {
            session.Terminal.AnswerConsole.MarkupLine(stopped ? "[green]✓[/] the local cloud is down" : "[dim]the local cloud was not running[/]");
        }

        return ExitCodes.Success;
    }
}
