using System.Diagnostics;
using Baton.Hosts;
using Baton.Hosts.Ssh;

namespace Baton.EndToEnd.Tests.Hosts;

/// <summary>Runs the same text as an SSH host does, in a bash on this machine.</summary>
public sealed class LocalHost(IReadOnlyDictionary<string, string> extra) : IHost
{
    public string Name => "here";

    /// <summary>What stands in PATH; null for that of the tests.</summary>
    public string? ProgramFolders { get; init; }

    public async Task<HostResult> RunAsync(HostScript script, CancellationToken cancellationToken)
    {
        var arguments = new Dictionary<string, string>(script.Arguments);
        foreach (var (name, value) in extra)
        {
            arguments[name] = value;
        }

        var start = new ProcessStartInfo("bash", ["-c", "IFS= read -r -d '' script; exec </dev/null; cd /; eval \"$script\""])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = ProgramFolders ?? start.Environment["PATH"];
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.StandardInput.WriteAsync(ScriptText.Compose(script with { Arguments = arguments }));
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellationToken);
        return new(process.ExitCode, await output, await error);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
