using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Baton.Engine.Problems;

namespace Baton.LocalCloud;

/// <summary>Starts and stops the process of the local cloud, which outlives the command that started it.</summary>
internal sealed partial class CloudProcess(CloudFolder folder, TimeProvider time)
{
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(20);

    /// <summary>Starts it when it does not run, and waits until it has written where it listens.</summary>
    public async Task<CloudRecord> UpAsync(CloudWishes wishes, CancellationToken cancellationToken)
    {
        if (folder.Running() is { } running)
        {
            RefuseOther(running, wishes.Port, wishes.Machines);
            return running;
        }

        folder.Create();
        folder.Forget();
        using var process = Start([.. Self(), "cloud", "serve", .. Option("--port", wishes.Port?.ToString(CultureInfo.InvariantCulture)), .. Option("--machines", wishes.Machines), .. wishes.Throttled ? ["--throttle"] : Array.Empty<string>(), .. Option("--tls-port", wishes.TlsPort?.ToString(CultureInfo.InvariantCulture))]);
        using var bounded = new CancellationTokenSource(TimeSpan.FromSeconds(60), time);
        while (!bounded.IsCancellationRequested)
        {
            if (folder.Running() is { } started)
            {
                return started;
            }

            if (process.HasExited)
            {
                break;
            }

            await Task.Delay(s_period, time, cancellationToken);
        }

        throw new BatonException(LocalCloudProblems.DidNotStart(folder.Log, LastWords()));
    }

    /// <summary>Asks it to end, and waits until it has. False when it did not run.</summary>
    public async Task<bool> DownAsync(CancellationToken cancellationToken)
    {
        if (folder.Running() is not { } running)
        {
            return false;
        }

        _ = Kill(running.Pid, SigTerm);
        using var bounded = new CancellationTokenSource(TimeSpan.FromSeconds(60), time);
        while (ProcessStart.Of(running.Pid) == running.ProcessStarted)
        {
            if (bounded.IsCancellationRequested)
            {
                throw new BatonException(LocalCloudProblems.DidNotStop(running.Pid));
            }

            await Task.Delay(s_period, time, cancellationToken);
        }

        folder.Forget();
        return true;
    }

    private const int SigTerm = 15;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int pid, int signal);

    private static void RefuseOther(CloudRecord running, int? port, string? machines)
    {
        if (port is { } asked && running.Endpoint.Port != asked)
        {
            throw new BatonException(LocalCloudProblems.RunsDifferently($"at port {asked.ToString(CultureInfo.InvariantCulture)}", running));
        }

        if (machines is not null && running.Machines != machines)
        {
            throw new BatonException(LocalCloudProblems.RunsDifferently($"with {machines} machines", running));
        }
    }

    /// <summary>A session of its own, and no stream of ours: Ctrl+C here, or closing this terminal, must not end it.</summary>
    private Process Start(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false, WorkingDirectory = "/" };
        start.Environment["BATON_CLOUD_LOG"] = folder.Log;
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec setsid \"$@\" </dev/null >\"$BATON_CLOUD_LOG\" 2>&1");
        start.ArgumentList.Add("sh");
        foreach (var argument in command)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>This program, as an executable or as 'dotnet baton.dll'.</summary>
    private static IReadOnlyList<string> Self()
    {
        var executable = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(executable) == "dotnet" ? [executable, Environment.GetCommandLineArgs()[0]] : [executable];
    }

    private static IEnumerable<string> Option(string name, string? value) => value is null ? [] : [name, value];

    private string LastWords()
    {
        var lines = File.Exists(folder.Log) ? File.ReadAllLines(folder.Log).Where(line => line.Length > 0).ToList() : [];
        return lines.Count == 0 ? "it said nothing." : lines[^1];
    }
}
