using System.Collections.Concurrent;
using System.Diagnostics;
using Baton.Engine.Problems;

namespace Baton.Hosts.Ssh;

/// <summary>
/// A server over OpenSSH: one multiplexed connection, and on it root shells that stay open, so that a script costs one round trip and no login.
/// Scripts that run at the same time get a shell each.
/// </summary>
public sealed class SshHost : IHost
{
    private readonly SshSettings _settings;
    private readonly SshCommand _command;
    private readonly ConcurrentBag<RootShell> _idle = [];

    // One at a time: the first opens the connection that the others share.
    private readonly SemaphoreSlim _opening = new(1, 1);

    public SshHost(SshTarget target, SshSettings settings)
    {
        Target = target;
        _settings = settings;
        _command = new(target, settings);
        Directory.CreateDirectory(settings.SocketDirectory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public string Name => Target.Name;

    public SshTarget Target { get; }

    public async Task<HostResult> RunAsync(HostScript script, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(script.Timeout);
        while (_idle.TryTake(out var idle))
        {
            if (await RunAsync(idle, script, limit.Token, cancellationToken) is { } result)
            {
                return result;
            }

            // The connection broke while the shell lay idle, as far as we can tell. Scripts are safe to repeat, so a fresh one tries again.
            if (idle.HasStartedScript)
            {
                throw new BatonException(SshProblems.ConnectionLost(Name, script.Name));
            }
        }

        var shell = await OpenShellAsync(script, limit.Token, cancellationToken);
        return await RunAsync(shell, script, limit.Token, cancellationToken)
            ?? throw new BatonException(SshProblems.ConnectionLost(Name, script.Name));
    }

    public async Task PrepareAsync(int scripts, CancellationToken cancellationToken)
    {
        var missing = scripts - _idle.Count;
        var opening = Enumerable.Range(0, Math.Max(0, missing)).Select(_ => OpenShellAsync(cancellationToken)).ToList();
        foreach (var shell in await Task.WhenAll(opening))
        {
            await PutBackAsync(shell);
        }
    }

    /// <summary>Waits until a new machine lets us in and a root shell answers. Throws the last problem when the budget is over.</summary>
    public async Task WaitUntilReachableAsync(TimeSpan budget, CancellationToken cancellationToken)
    {
        var started = _settings.Time.GetTimestamp();
        while (true)
        {
            try
            {
                await PutBackAsync(await OpenShellAsync(cancellationToken));
                return;
            }
            catch (BatonException exception) when (MayPass(exception.Problems[0], _settings.Time.GetElapsedTime(started)) && _settings.Time.GetElapsedTime(started) < budget)
            {
                // Told at the end of the budget; a machine that boots refuses, is silent, and knows no keys for a while.
                await Task.Delay(TimeSpan.FromMilliseconds(200), _settings.Time, cancellationToken);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_idle.TryTake(out var shell))
        {
            await shell.DisposeAsync();
        }

        if (File.Exists(_command.ControlPath))
        {
            using var process = Process.Start(_command.EndConnection())!;
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3));
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!process.HasExited)
            {
                process.Kill();
            }
        }

        _opening.Dispose();
    }

    private static bool MayPass(Problem problem, TimeSpan elapsed) => problem.Code switch
    {
        // sshd may run for a moment with the keys of the image before the machine makes its own.
        "BTN0301" or "BTN0302" => elapsed < TimeSpan.FromSeconds(30),
        "BTN0306" or "BTN0309" => false,
        _ => true,
    };

    private async Task<HostResult?> RunAsync(RootShell shell, HostScript script, CancellationToken limit, CancellationToken cancellationToken)
    {
        try
        {
            return await shell.RunAsync(ScriptText.Compose(script), limit);
        }
        catch (OperationCanceledException)
        {
            await EndScriptAsync(shell);
            cancellationToken.ThrowIfCancellationRequested();
            throw new BatonException(SshProblems.TimedOut(Name, script.Name, script.Timeout));
        }
        finally
        {
            await PutBackAsync(shell);
        }
    }

    private async Task<RootShell> OpenShellAsync(HostScript script, CancellationToken limit, CancellationToken cancellationToken)
    {
        try
        {
            return await OpenShellAsync(limit);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BatonException(SshProblems.TimedOut(Name, script.Name, script.Timeout));
        }
    }

    private async Task<RootShell> OpenShellAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            var (shell, status, error) = await RootShell.OpenAsync(_command, Target.RootIsOptional, cancellationToken);
            return shell ?? throw new BatonException(status switch
            {
                255 => await new SshDiagnosis(Target, _settings).ExplainAsync(error, cancellationToken),

                // setsid did not find ssh here. There is always a /bin/sh on the other side.
                127 => SshProblems.SshMissing(),
                _ => SshProblems.SudoDenied(Target, error),
            });
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task PutBackAsync(RootShell shell)
    {
        if (shell.IsUsable)
        {
            _idle.Add(shell);
        }
        else
        {
            await shell.DisposeAsync();
        }
    }

    /// <summary>A script that nobody waits for any more must not go on changing the server behind the next one's back.</summary>
    private async Task EndScriptAsync(RootShell shell)
    {
        if (shell.Abandoned is not { } group)
        {
            return;
        }

        // Not the operator's token: it is what ended the script.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            var killer = await OpenShellAsync(patience.Token);
            await killer.RunAsync($"kill -TERM -- -{group} || exit 0; for i in 1 2 3 4 5; do sleep 0.2; kill -0 -- -{group} || exit 0; done; kill -KILL -- -{group}", patience.Token);
            await PutBackAsync(killer);
        }
        catch (Exception exception) when (exception is BatonException or OperationCanceledException)
        {
            // The caller is told that the script was given up on; more cannot be done without a connection.
        }
    }
}
