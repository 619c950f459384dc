using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Baton.Hosts.Ssh;

/// <summary>The command lines of OpenSSH for one target.</summary>
internal sealed class SshCommand(SshTarget target, SshSettings settings)
{
    /// <summary>The socket of the multiplexed connection: of this process only, so that ending it cuts nobody else off.</summary>
    public string ControlPath { get; } = Path.Combine(settings.SocketDirectory, "c-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId} {target.User}@{target.Address}:{target.Port} {target.HostKeyAlias} {target.IdentityFile}"))))[..12]);

    public ProcessStartInfo Run(string remoteCommand) => Start([.. Options(), "-T", "--", target.Address, remoteCommand]);

    public ProcessStartInfo EndConnection() => Start([.. Options(), "-O", "exit", "--", target.Address]);

    private IEnumerable<string> Options()
    {
        string[] settingsOfOurs =
        [
            "BatchMode=yes",
            "StrictHostKeyChecking=yes",
            $"UserKnownHostsFile=\"{settings.KnownHosts.Path}\" ~/.ssh/known_hosts",
            "UpdateHostKeys=no",
            "ControlMaster=auto",
            $"ControlPath={ControlPath}",

            // The connection outlives a process that was killed by no more than this.
            "ControlPersist=20",
            string.Create(CultureInfo.InvariantCulture, $"ConnectTimeout={(int)settings.ConnectTimeout.TotalSeconds}"),
            "ServerAliveInterval=5",
            "ServerAliveCountMax=3",
            "ClearAllForwardings=yes",
            "ForwardAgent=no",
            "RemoteCommand=none",
            "RequestTTY=no",
            "LogLevel=ERROR",
        ];
        foreach (var setting in settingsOfOurs)
        {
            yield return "-o";
            yield return setting;
        }

        if (target.HostKeyAlias is { } alias)
        {
            yield return "-o";
            yield return $"HostKeyAlias={alias}";
        }

        if (target.IdentityFile is { } file)
        {
            yield return "-o";
            yield return "IdentitiesOnly=yes";
            yield return "-i";
            yield return file;
        }

        yield return "-l";
        yield return target.User;
        yield return "-p";
        yield return target.Port.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// In a session of its own: Ctrl+C in the terminal goes to every process of the foreground group, and the connection is needed for the way back that it asks for.
    /// </summary>
    private static ProcessStartInfo Start(IEnumerable<string> arguments) => new("setsid", ["ssh", .. arguments])
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        StandardOutputEncoding = Encoding.UTF8,
        StandardErrorEncoding = Encoding.UTF8,
    };
}
