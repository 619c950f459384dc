using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Baton.Engine.Problems;

namespace Baton.Operations.Dns;

/// <summary>BIND's client for updates. The secret stays in its file, and what to do goes over standard input.</summary>
internal sealed partial class Nsupdate(string server, string? keyFile, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public async Task RunAsync(string name, IEnumerable<string> commands, CancellationToken cancellationToken)
    {
        using var bounded = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, bounded.Token);
        using var process = Start();
        try
        {
            var errors = process.StandardError.ReadToEndAsync(either.Token);
            var output = process.StandardOutput.ReadToEndAsync(either.Token);
            await process.StandardInput.WriteAsync(string.Join('\n', [.. commands, "send", ""]).AsMemory(), either.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(either.Token);
            if (process.ExitCode != 0)
            {
                throw new BatonException(Refused(name, $"{await errors} {await output}"));
            }
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            process.Kill();
            throw new BatonException(DnsProblems.UpdateFailed(server, "it does not answer."), late);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    /// <summary>Before anything is tried: the file is there, and closed to others.</summary>
    public static IEnumerable<Problem> Check(string? keyFile)
    {
        if (keyFile is null)
        {
            yield break;
        }

        if (!File.Exists(keyFile))
        {
            yield return DnsProblems.KeyFileMissing(keyFile);
        }
        else if ((File.GetUnixFileMode(keyFile) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != UnixFileMode.None)
        {
            yield return DnsProblems.KeyFileOpen(keyFile);
        }
    }

    private Process Start()
    {
        string[] arguments = [.. keyFile is null ? (string[])[] : ["-k", keyFile], "-t", "20", "-u", "3", "-r", "3"];
        try
        {
            return Process.Start(new ProcessStartInfo("nsupdate", arguments)
            {
                UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception missing)
        {
            throw new BatonException(DnsProblems.NsupdateMissing(), missing);
        }
    }

    private Problem Refused(string name, string said)
    {
        // update failed: NOTAUTH(BADKEY)      the names of DNS's own status codes, which stand for numbers
        var codes = Status().Matches(said).Select(match => match.Value).ToList();
        return codes.Find(code => code is "BADKEY" or "BADSIG" or "BADTIME" or "BADTRUNC") is { } wrong ? DnsProblems.TsigRefused(server, wrong, keyFile)
            : codes is [var refused, ..] ? DnsProblems.UpdateRefused(server, name, refused)
            : DnsProblems.UpdateFailed(server, said.Trim());
    }

    [GeneratedRegex(@"\b(?:NOTAUTH|NOTZONE|REFUSED|SERVFAIL|NXRRSET|YXRRSET|NXDOMAIN|YXDOMAIN|NOTIMP|FORMERR|BADKEY|BADSIG|BADTIME|BADTRUNC)\b", RegexOptions.NonBacktracking)]
    private static partial Regex Status();
}
