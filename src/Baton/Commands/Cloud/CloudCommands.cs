using System.CommandLine;

namespace Baton.Commands.Cloud;

/// <summary>The local EC2: 'baton cloud …'.</summary>
internal static class CloudCommands
{
    public static Command Create(CommandTree tree) => tree.Group(
        "cloud",
        "The local EC2, whose instances are real virtual machines",
        [
            CloudUpCommand.Create(tree),
            CloudDownCommand.Create(tree),
            CloudStatusCommand.Create(tree),
            CloudEnvCommand.Create(tree),
            CloudLogsCommand.Create(tree),
            CloudConsoleCommand.Create(tree),
            CloudSshCommand.Create(tree),
            CloudServeCommand.Create(tree),
            CloudFaultCommands.Create(tree),
        ],
        "baton cloud up",
        "eval \"$(baton cloud env)\" && aws ec2 describe-instances");

    public static Option<string?> MachinesOption()
    {
        var machines = new Option<string?>("--machines") { Description = "What instances are: qemu (virtual machines, the default) or simulated (bookkeeping only)", HelpName = "KIND" };
        machines.AcceptOnlyFromAmong("qemu", "simulated");
        return machines;
    }

    public static Option<bool> ThrottleOption() => new("--throttle") { Description = "Limit requests by token buckets, as AWS does" };

    public static Option<int?> TlsPortOption() => new("--tls-port") { Description = "Listen with TLS as well, for clients that do nothing else; the certificate is cloud/tls.crt in the state directory", HelpName = "PORT" };

    public static Option<int?> PortOption() => new("--port") { Description = "Where it listens on 127.0.0.1; 4570 when left out", HelpName = "PORT" };
}
