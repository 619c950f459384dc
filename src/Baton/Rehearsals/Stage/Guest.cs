using System.Diagnostics;
using System.Globalization;
using System.Text;
using Baton.Engine.Problems;

namespace Baton.Rehearsals.Stage;

/// <summary>A shell on a server of the stage, by OpenSSH and with a host key that was read from the console.</summary>
internal sealed class Guest(RehearsalFolder folder, string address)
{
    public string Address => address;

    public async Task<string> RunAsync(string command, byte[]? input, Action<string>? say, CancellationToken cancellationToken)
    {
        using var ssh = Process.Start(StartInfo(command)) ?? throw new InvalidOperationException("ssh does not start");
        try
        {
            var errors = new StringBuilder();
            var talk = ReadAsync(ssh.StandardError, line => errors.AppendLine(line));
            var output = new StringBuilder();
            var answer = ReadAsync(ssh.StandardOutput, line =>
            {
                output.AppendLine(line);
                say?.Invoke(line);
            });
            await SendAsync(ssh, input, cancellationToken);
            await ssh.WaitForExitAsync(cancellationToken);
            await Task.WhenAll(talk, answer);
            return ssh.ExitCode == 0 ? output.ToString() : throw new BatonException(RehearsalProblems.GuestFailed(command, Last(errors, output)));
        }
        catch (OperationCanceledException)
        {
            ssh.Kill();
            throw;
        }
    }

    /// <summary>All bytes that its network has brought it since it booted.</summary>
    public async Task<long> ReceivedBytesAsync(CancellationToken cancellationToken) => long.Parse(
        await RunAsync("awk 'NR > 2 && $1 != \"lo:\" { sum += $2 } END { printf \"%d\", sum }' /proc/net/dev", null, null, cancellationToken), CultureInfo.InvariantCulture);

    private static async Task SendAsync(Process ssh, byte[]? input, CancellationToken cancellationToken)
    {
        try
        {
            if (input is not null)
            {
                await ssh.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
            }

            ssh.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read everything; its exit status says why.
        }
    }

    private static async Task ReadAsync(StreamReader from, Action<string> take)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            take(line);
        }
    }

    private static string Last(StringBuilder errors, StringBuilder output)
    {
        var text = (errors.Length > 0 ? errors : output).ToString().TrimEnd();
        return text.Length > 600 ? text[^600..] : text;
    }

    private ProcessStartInfo StartInfo(string command) => new("ssh", [
        "-F", "none", "-i", folder.Key, "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=yes", "-o", "GlobalKnownHostsFile=none",
        "-o", $"UserKnownHostsFile={folder.KnownHosts}", "-o", "ConnectTimeout=30", "-o", "LogLevel=ERROR", $"admin@{address}", command])
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
}
