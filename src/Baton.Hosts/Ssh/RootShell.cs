using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Baton.Engine.Problems;

namespace Baton.Hosts.Ssh;

/// <summary>
/// A root shell on the server that stays open and is fed scripts over standard input: length, then text. Each runs in a subshell of its own process group;
/// its end is a line with a mark that nothing else can have printed. One script at a time.
/// </summary>
internal sealed class RootShell : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _mark;
    private string? _runningGroup;

    private RootShell(Process process, string mark)
    {
        _process = process;
        _mark = mark;
    }

    /// <summary>False once a script was given up on or the connection broke: throw the shell away.</summary>
    public bool IsUsable { get; private set; } = true;

    /// <summary>The process group of the script that was given up on, if it may still run.</summary>
    public string? Abandoned => IsUsable ? null : _runningGroup;

    /// <summary>The server said that it began the last script.</summary>
    public bool HasStartedScript => _runningGroup is not null;

    /// <summary>Opens a shell; null when ssh or sudo did not let us, with what they said.</summary>
    public static async Task<(RootShell? Shell, int ExitStatus, string Error)> OpenAsync(SshCommand command, bool rootIsOptional, CancellationToken cancellationToken)
    {
        Process process;
        try
        {
            process = Process.Start(command.Run("exec /bin/sh"))!;
        }
        catch (Win32Exception exception)
        {
            throw new BatonException(SshProblems.SshMissing(), exception);
        }

        var mark = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        var shell = new RootShell(process, mark);
        try
        {
            await process.StandardInput.WriteAsync(Bootstrap(mark, rootIsOptional).AsMemory(), cancellationToken);
            await process.StandardInput.FlushAsync(cancellationToken);
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                // A login script may greet us first.
                if (line == mark)
                {
                    return (shell, 0, "");
                }
            }
        }
        catch (IOException)
        {
            // ssh ended before it read our first line; its exit status and its words follow.
        }
        catch
        {
            await shell.DisposeAsync();
            throw;
        }

        var error = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        var status = process.ExitCode;
        process.Dispose();
        return (null, status, error.Trim());
    }

    /// <summary>Null when the connection broke.</summary>
    public async Task<HostResult?> RunAsync(string script, CancellationToken cancellationToken)
    {
        try
        {
            // Until the end has been read, the shell is in the middle of something.
            IsUsable = false;
            _runningGroup = null;
            await _process.StandardInput.WriteAsync($"{Encoding.UTF8.GetByteCount(script).ToString(CultureInfo.InvariantCulture)}\n{script}".AsMemory(), cancellationToken);
            await _process.StandardInput.FlushAsync(cancellationToken);
            var output = ReadAsync(_process.StandardOutput, cancellationToken);
            var error = ReadAsync(_process.StandardError, cancellationToken);
            var (text, status) = await output;
            if (status is null)
            {
                return null;
            }

            var (said, _) = await error;
            IsUsable = true;
            return new(status.Value, text, said);
        }
        catch (IOException)
        {
            // Told to the caller by the null: a broken pipe is how a lost connection shows when we write.
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It is gone already.
        }

        // The shell ends at the end of its input; a script that was given up on may keep it, and ssh then goes alone.
        using var patience = new CancellationTokenSource(IsUsable ? TimeSpan.FromSeconds(2) : TimeSpan.Zero);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task<(string Text, int? Status)> ReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (!line.StartsWith(_mark, StringComparison.Ordinal))
            {
                text.Append(line).Append('\n');
                continue;
            }

            var word = line[(_mark.Length + 1)..];
            if (word.StartsWith("group ", StringComparison.Ordinal))
            {
                _runningGroup = word["group ".Length..];
                continue;
            }

            // The mark's line is preceded by an empty line, in case the script did not end its last one.
            if (text is [.., '\n'])
            {
                text.Length--;
            }

            return (text.ToString(), int.Parse(word, CultureInfo.InvariantCulture));
        }

        return (text.ToString(), null);
    }

    /// <summary>
    /// What sh reads first. read -N takes the whole script in a few system calls; job control (set -m) gives each script a process group, so that one that is given
    /// up on can be ended without ending the shell's own helpers.
    /// </summary>
    private static string Bootstrap(string mark, bool rootIsOptional)
    {
        var loop = $$"""
            export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
            unset LANG LANGUAGE
            cd /
            umask 022
            echo {{mark}}
            set -m
            while IFS= read -r size; do
                IFS= read -r -N "$size" script || exit 0
                (eval "$script") </dev/null &
                group=$!
                printf "{{mark}} group %s\n" "$group"
                wait "$group"
                status=$?
                printf "\n{{mark}} %s\n" "$status"
                printf "\n{{mark}} %s\n" "$status" >&2
            done
            """;
        var asUser = rootIsOptional ? $"elif ! sudo -n true 2>/dev/null; then exec bash -c '{loop}'; " : "";
        return $"if [ \"$(id -u)\" = 0 ]; then exec bash -c '{loop}'; {asUser}else exec sudo -n -- bash -c '{loop}'; fi\n";
    }
}
