using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Baton.Cloud.Programs;

/// <summary>A program of this computer as a value: what to run, not yet run.</summary>
internal sealed record HostProgram(string File, IReadOnlyList<string> Arguments)
{
    // 127 is what a shell says of a command that it does not find.
    public const int NotFound = 127;

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public string? Input { get; init; }

    /// <summary>Told each line of the error stream as it comes; they are collected all the same.</summary>
    public Action<string>? OnErrorLine { get; init; }

    /// <summary>Runs it to its end; when cancelled, ends it and all that it started.</summary>
    public async Task<ProgramResult> RunAsync(CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = ToStartInfo() };
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            return new ProgramResult(NotFound, "", $"{File}: {exception.Message}");
        }

        try
        {
            // All three at once: a program blocks when one of its pipes is full.
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = ReadErrorsAsync(process.StandardError, cancellationToken);
            await WriteInputAsync(process.StandardInput);
            await process.WaitForExitAsync(cancellationToken);
            return new ProgramResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private ProcessStartInfo ToStartInfo()
    {
        var start = new ProcessStartInfo(File, Arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private async Task WriteInputAsync(StreamWriter input)
    {
        try
        {
            await input.WriteAsync(Input ?? "");
            input.Close();
        }
        catch (IOException)
        {
            // It ended without reading everything; its exit code says whether that was wrong.
        }
    }

    private async Task<string> ReadErrorsAsync(StreamReader errors, CancellationToken cancellationToken)
    {
        var all = new StringBuilder();
        while (await errors.ReadLineAsync(cancellationToken) is { } line)
        {
            all.AppendLine(line);
            OnErrorLine?.Invoke(line);
        }

        return all.ToString();
    }
}
