using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Baton.Aws.Client;
using Baton.Aws.Ec2;
using Baton.Engine.Problems;
using Baton.Hosts.Ssh;
using Baton.LocalCloud;

namespace Baton.Commands.Cloud;

/// <summary>Logs in to an instance of the local cloud: finds its address and port, and checks its host key against what it printed on its console.</summary>
internal static class CloudSshCommand
{
    public static Command Create(CommandTree tree)
    {
        var instance = new Argument<string>("INSTANCE") { Description = "The instance's id" };
        var command = new Argument<string[]>("COMMAND") { Description = "What to run there, after --; a shell when left out", Arity = ArgumentArity.ZeroOrMore };
        var identity = new Option<string?>("--identity", "-i") { Description = "The private key; else ssh's own choice", HelpName = "FILE" };
        var user = new Option<string>("--user") { Description = "The user to log in as", HelpName = "NAME", DefaultValueFactory = _ => "admin" };
        return tree.Bind(
            new("ssh", "Log in to an instance of the local cloud") { instance, command, identity, user },
            (session, parsed, cancellationToken) =>
                RunAsync(session, parsed.GetValue(instance)!, new(parsed.GetValue(user)!, parsed.GetValue(identity), parsed.GetValue(command) ?? []), cancellationToken),
            "baton cloud ssh i-0123456789abcdef0 -i key.pem",
            "baton cloud ssh i-0123456789abcdef0 -- uptime");
    }

    private static async Task<int> RunAsync(Session session, string id, Login login, CancellationToken cancellationToken)
    {
        var cloud = session.LocalCloud.Running() ?? throw new BatonException(LocalCloudProblems.NotRunning());
        using var client = session.NewLocalCloudClient(cloud);
        var answer = await client.SendAsync(new DescribeInstancesRequest { InstanceIds = [id] }, cancellationToken);
        var instance = answer.Reservations[0].Instances[0];
        if (instance.State?.Name != "running")
        {
            throw new BatonException(LocalCloudProblems.NoWayIn(id, $"it is {instance.State?.Name}."));
        }

        var address = instance.PublicIpAddress ?? throw new BatonException(LocalCloudProblems.NoWayIn(id, "it has no public address."));
        using var door = new CloudDoor(cloud, session.LocalCloud.Keys());
        var port = (await door.StatusAsync(cancellationToken)).PortOffsets.FirstOrDefault(offset => offset.Port == 22)?.ListensOn ?? 22;
        var known = Directory.CreateTempSubdirectory("baton-ssh-");
        try
        {
            var file = Path.Combine(known.FullName, "known_hosts");
            await File.WriteAllLinesAsync(file, (await KeysAsync(client, id, cancellationToken)).Select(key => $"{id} {key}"), cancellationToken);
            return await RunAsync(Arguments(login, file, id, address, port), cancellationToken);
        }
        finally
        {
            known.Delete(recursive: true);
        }
    }

    private static async Task<IReadOnlyList<HostKey>> KeysAsync(AwsClient client, string id, CancellationToken cancellationToken)
    {
        var console = await client.SendAsync(new GetConsoleOutputRequest { InstanceId = id, Latest = true }, cancellationToken);
        var keys = ConsoleHostKeys.Read(Encoding.UTF8.GetString(Convert.FromBase64String(console.Output ?? "")));
        return keys is [] ? throw new BatonException(LocalCloudProblems.NoWayIn(id, "it has not printed its host keys yet.")) : keys;
    }

    internal static IReadOnlyList<string> Arguments(Login login, string knownHosts, string id, string address, int port) =>
    [
        "-p", port.ToString(CultureInfo.InvariantCulture),
        "-o", $"UserKnownHostsFile={knownHosts}", "-o", "GlobalKnownHostsFile=/dev/null", "-o", $"HostKeyAlias={id}", "-o", "StrictHostKeyChecking=yes",
        .. login.Identity is null ? Array.Empty<string>() : ["-i", login.Identity, "-o", "IdentitiesOnly=yes"],
        $"{login.User}@{address}",
        .. login.Command,
    ];

    private static async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        // The terminal is ssh's own while it runs.
        using var ssh = Process.Start(new ProcessStartInfo("ssh", arguments) { UseShellExecute = false })!;
        await ssh.WaitForExitAsync(cancellationToken);
        return ssh.ExitCode;
    }

    internal sealed record Login(string User, string? Identity, IReadOnlyList<string> Command);
}
