using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Baton.Cloud.Hosting;
using Baton.Cloud.Server;
using Baton.LocalCloud;
using Microsoft.Extensions.Logging;

namespace Baton.Commands.Cloud;

/// <summary>The process of the local cloud: started by 'cloud up', ended by 'cloud down'. Hidden, since nobody needs to type it.</summary>
internal static class CloudServeCommand
{
    private const int DefaultPort = 4570;
    private const int SimulatedVcpuQuota = 1_000_000;

    public static Command Create(CommandTree tree)
    {
        var port = CloudCommands.PortOption();
        var machines = CloudCommands.MachinesOption();
        var throttle = CloudCommands.ThrottleOption();
        var tls = CloudCommands.TlsPortOption();
        return tree.Bind(
            new("serve", "Be the local cloud, until stopped") { port, machines, throttle, tls },
            (session, parsed, cancellationToken) => RunAsync(session, new(parsed.GetValue(port), parsed.GetValue(machines), parsed.GetValue(throttle), parsed.GetValue(tls)), cancellationToken),
            "baton cloud serve --machines simulated").Hide();
    }

    private static async Task<int> RunAsync(Session session, CloudWishes wishes, CancellationToken cancellationToken)
    {
        using var loggers = LoggerFactory.Create(logging => logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
            console.UseUtcTimestamp = true;
        }).SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning));
        session.LocalCloud.Create();
        var options = Options(session, wishes);
        await using var server = await CloudServer.StartAsync(options, session.Time, loggers, cancellationToken);
        session.LocalCloud.Write(new()
        {
            Endpoint = server.Endpoint,
            NameServer = server.NameServer.ToString(),
            TlsEndpoint = server.TlsEndpoint,
            Pid = Environment.ProcessId,
            ProcessStarted = ProcessStart.Of(Environment.ProcessId)!,
            Region = options.Region,
            Machines = options.Machines == MachineKind.Qemu ? "qemu" : "simulated",
            StartedAt = session.Time.GetUtcNow(),
        });
        await UntilStoppedAsync(cancellationToken);

        // Bounded inside: a guest that does not shut down is switched off.
        await server.PowerOffAsync(CancellationToken.None);
        return ExitCodes.Success;
    }

    private static CloudOptions Options(Session session, CloudWishes wishes)
    {
        var keys = session.LocalCloud.Keys();
        var options = new CloudOptions
        {
            StateDirectory = session.LocalCloud.Path,
            CacheDirectory = CacheDirectory(session.Surroundings.Environment),
            RunDirectory = RunDirectory(session),
            Port = wishes.Port ?? DefaultPort,
            Throttled = wishes.Throttled,
            TlsPort = wishes.TlsPort,
            Machines = wishes.Machines == "simulated" ? MachineKind.Simulated : MachineKind.Qemu,
            AccessKeyId = keys.AccessKeyId,
            SecretAccessKey = keys.SecretAccessKey,
        };

        // Machines that are bookkeeping only use nothing up: a test of a fleet must not end at a quota that nobody has set.
        return options.Machines == MachineKind.Simulated ? options with { VcpuQuota = SimulatedVcpuQuota } : options;
    }

    private static string CacheDirectory(Func<string, string?> environment) =>
        environment("XDG_CACHE_HOME") is { Length: > 0 } cache ? Path.Combine(cache, "baton") : Path.Combine(environment("HOME") ?? "/root", ".cache", "baton");

    /// <summary>Short, because the path of a socket has at most 107 bytes; and another one for each cloud of this user.</summary>
    private static string RunDirectory(Session session)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(session.LocalCloud.Path)))[..8];
        var parent = Directory.CreateDirectory($"/tmp/baton-{Environment.UserName}", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return Path.Combine(parent.FullName, $"cloud-{name}");
    }

    private static async Task UntilStoppedAsync(CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource();
        await using (cancellationToken.Register(stopped.SetResult))
        {
            await stopped.Task;
        }
    }

    private static Command Hide(this Command command)
    {
        command.Hidden = true;
        return command;
    }
}
