using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Baton.Engine.Problems;

namespace Baton.Hosts.Ssh;

/// <summary>
/// ssh says one exit status, 255, for all that can go wrong before a login. What it was is found out by looking, not by reading ssh's words: they are for people.
/// </summary>
internal sealed class SshDiagnosis(SshTarget target, SshSettings settings)
{
    private string Address => target.HostName ?? target.Address;

    public async Task<Problem> ExplainAsync(string said, CancellationToken cancellationToken)
    {
        switch (await KnockAsync(cancellationToken))
        {
            case SocketError.Success:
                break;
            case SocketError.ConnectionRefused:
                return SshProblems.Refused(target);
            case SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain:
                // Only ssh's configuration knows this name, or a jump host: ssh's own words are all there is.
                return SshProblems.Failed(target, said);
            default:
                return SshProblems.Unreachable(target);
        }

        var offered = await OfferedKeysAsync(cancellationToken);
        if (offered is [])
        {
            return SshProblems.Unreachable(target);
        }

        var known = target.HostKeyAlias is { } alias ? settings.KnownHosts.Find(alias) : await KeysOfTheUserAsync(cancellationToken);
        if (known is [])
        {
            return SshProblems.HostKeyUnknown(target, offered[0].Fingerprint);
        }

        return offered.Intersect(known).Any()
            ? SshProblems.LoginDenied(target, said)
            : SshProblems.HostKeyChanged(target, known[0].Fingerprint, offered[0].Fingerprint);
    }

    private async Task<SocketError> KnockAsync(CancellationToken cancellationToken)
    {
        using var socket = new TcpClient();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(3));
        try
        {
            await socket.ConnectAsync(Address, target.Port, limit.Token);
            return SocketError.Success;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return SocketError.TimedOut;
        }
    }

    private async Task<IReadOnlyList<HostKey>> OfferedKeysAsync(CancellationToken cancellationToken)
    {
        var output = await OutputOfAsync(
            "ssh-keyscan", ["-T", "5", "-p", target.Port.ToString(CultureInfo.InvariantCulture), Address], cancellationToken);
        return Keys(output);
    }

    private async Task<IReadOnlyList<HostKey>> KeysOfTheUserAsync(CancellationToken cancellationToken)
    {
        var name = target.Port is 22 ? Address : $"[{Address}]:{target.Port.ToString(CultureInfo.InvariantCulture)}";
        return Keys(await OutputOfAsync("ssh-keygen", ["-F", name], cancellationToken));
    }

    /// <summary>Lines of "HOST TYPE KEY"; comments begin with #.</summary>
    private static IReadOnlyList<HostKey> Keys(string output) =>
    [
        .. output.Split('\n')
            .Where(line => !line.StartsWith('#'))
            .Select(line => HostKey.Parse(line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]))
            .OfType<HostKey>(),
    ];

    private static async Task<string> OutputOfAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await error;
        await process.WaitForExitAsync(cancellationToken);
        return output;
    }
}
