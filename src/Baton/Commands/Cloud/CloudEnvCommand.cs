using System.CommandLine;
using Baton.Cloud.Places;
using Baton.Cloud.Server;
using Baton.Documents;
using Baton.Engine.Problems;
using Baton.LocalCloud;
using Baton.Terminals;

namespace Baton.Commands.Cloud;

/// <summary>Prints what makes any AWS tool talk to the local cloud, for a shell's eval.</summary>
internal static class CloudEnvCommand
{
    public static Command Create(CommandTree tree)
    {
        var region = new Option<string?>("--region") { Description = "Another region than the cloud's own; each is apart from the others", HelpName = "REGION" };
        region.AcceptOnlyFromAmong([.. Regions.All]);
        var account = new Option<string?>("--account") { Description = "Another account than the cloud's own: any 12 digits", HelpName = "NUMBER" };
        account.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !Accounts.IsAccount(text))
            {
                result.AddError($"'{text}' is no account: it has 12 digits, such as 210987654321.");
            }
        });
        return tree.Bind(
            new("env", "Print the environment in which AWS tools talk to the local cloud") { region, account },
            (session, parsed, _) => Task.FromResult(Run(session, parsed.GetValue(region), parsed.GetValue(account))),
            "eval \"$(baton cloud env)\"  # then: aws ec2 describe-instances",
            "baton cloud env --region eu-central-1 --account 210987654321");
    }

    private static int Run(Session session, string? region, string? account)
    {
        var cloud = session.LocalCloud.Running() ?? throw new BatonException(LocalCloudProblems.NotRunning());
        var keys = session.LocalCloud.Keys();
        session.LocalCloud.WriteBotocoreData(cloud);
        IReadOnlyList<KeyValuePair<string, string>> variables =
        [
            .. CloudEnvironment.Variables(cloud with { Region = region ?? cloud.Region }, account is null or CloudOptions.HomeAccountId ? keys : keys.Of(account)),
            .. CloudEnvironment.OfOlderClients(session.LocalCloud, session.Surroundings.Environment),
        ];
        if (session.Json)
        {
            session.Terminal.WriteJson(variables.ToDictionary(), DocumentJson.Plain.DictionaryStringString);
            return ExitCodes.Success;
        }

        session.Terminal.Answer.WriteLine($"unset {string.Join(' ', CloudEnvironment.Cleared)}");
        foreach (var (name, value) in variables)
        {
            session.Terminal.Answer.WriteLine($"export {name}='{value.Replace("'", "'\\''", StringComparison.Ordinal)}'");
        }

        return ExitCodes.Success;
    }
}
