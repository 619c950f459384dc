using System.CommandLine;
using System.Text;
using Baton.Aws.Ec2;
using Baton.Engine.Problems;
using Baton.LocalCloud;

namespace Baton.Commands.Cloud;

/// <summary>Shows what an instance has written to its serial console.</summary>
internal static class CloudConsoleCommand
{
    public static Command Create(CommandTree tree)
    {
        var instance = new Argument<string>("INSTANCE") { Description = "The instance's id" };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with what it writes from now on, until Ctrl+C" };
        return tree.Bind(
            new("console", "Show the serial console of an instance of the local cloud") { instance, follow },
            (session, parsed, cancellationToken) => RunAsync(session, parsed.GetValue(instance)!, parsed.GetValue(follow), cancellationToken),
            "baton cloud console i-0123456789abcdef0 --follow");
    }

    private static async Task<int> RunAsync(Session session, string instance, bool follow, CancellationToken cancellationToken)
    {
        var cloud = session.LocalCloud.Running() ?? throw new BatonException(LocalCloudProblems.NotRunning());
        using var client = session.NewLocalCloudClient(cloud);
        var shown = "";
        await Following.CopyAsync(
            async token =>
            {
                var answer = await client.SendAsync(new GetConsoleOutputRequest { InstanceId = instance, Latest = true }, token);
                var whole = Encoding.UTF8.GetString(Convert.FromBase64String(answer.Output ?? ""));

                // The console keeps its last 64 KiB: once it is longer, what is new begins where the old end is found again.
                var tail = shown.Length > 200 ? shown[^200..] : shown;
                var known = tail.Length == 0 ? 0 : whole.LastIndexOf(tail, StringComparison.Ordinal) is >= 0 and var at ? at + tail.Length : 0;
                shown = whole;
                return whole[known..];
            },
            session,
            follow,
            cancellationToken);
        return ExitCodes.Success;
    }
}
