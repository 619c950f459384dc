using System.CommandLine;
using Baton.Engine.Problems;
using Baton.LocalCloud;

namespace Baton.Commands.Cloud;

/// <summary>Shows what the process of the local cloud has said.</summary>
internal static class CloudLogsCommand
{
    public static Command Create(CommandTree tree)
    {
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with what it says from now on, until Ctrl+C" };
        return tree.Bind(
            new("logs", "Show the log of the local cloud") { follow },
            (session, parsed, cancellationToken) => RunAsync(session, parsed.GetValue(follow), cancellationToken),
            "baton cloud logs --follow");
    }

    private static async Task<int> RunAsync(Session session, bool follow, CancellationToken cancellationToken)
    {
        if (!File.Exists(session.LocalCloud.Log))
        {
            throw new BatonException(LocalCloudProblems.NotRunning());
        }

        using var log = new StreamReader(new FileStream(session.LocalCloud.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        await Following.CopyAsync(
            async token => await log.ReadToEndAsync(token),
            session,
            follow,
            cancellationToken);
        return ExitCodes.Success;
    }
}
