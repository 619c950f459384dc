using System.CommandLine;
using Baton.Documents;
using Baton.Engine.Problems;
using Baton.LocalCloud;
using Baton.Terminals;

namespace Baton.Commands.Cloud;

/// <summary>Prints what makes any AWS tool talk to the local cloud, for a shell's eval.</summary>
internal static class CloudEnvCommand
{
    public static Command Create(CommandTree tree) => tree.Bind(
        new("env", "Print the environment in which AWS tools talk to the local cloud"),
        (session, _, _) => Task.FromResult(Run(session)),
        "eval \"$(baton cloud env)\"  # then: aws ec2 describe-instances",
        "baton cloud env");

    private static int Run(Session session)
    {
        var cloud = session.LocalCloud.Running() ?? throw new BatonException(LocalCloudProblems.NotRunning());
        var variables = CloudEnvironment.Variables(cloud, session.LocalCloud.Keys());
        if (session.Json)
        {
            session.Terminal.WriteJson(variables.ToDictionary(), DocumentJson.Plain.DictionaryStringString);
            return ExitCodes.Success;
        }

        foreach (var (name, value) in variables)
        {
            // No value holds a quote: they are URLs, names, and base64.
            session.Terminal.Answer.WriteLine($"export {name}='{value}'");
        }

        return ExitCodes.Success;
    }
}
