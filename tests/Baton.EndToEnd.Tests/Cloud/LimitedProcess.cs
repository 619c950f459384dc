using System.Diagnostics;

namespace Baton.EndToEnd.Tests.Cloud;

/// <summary>Runs a program to its end, with a limit after which it and its children are killed, and reads what it says meanwhile.</summary>
internal static class LimitedProcess
{
    public static async Task<(int Status, string Output, string Errors)> RunAsync(ProcessStartInfo start, TimeSpan limit)
    {
        (start.UseShellExecute, start.RedirectStandardOutput, start.RedirectStandardError) = (false, true, true);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limited.CancelAfter(limit);
        using var process = Process.Start(start)!;
        // Both at once: a pipe that nobody reads holds up who writes.
        var output = process.StandardOutput.ReadToEndAsync(limited.Token);
        var errors = process.StandardError.ReadToEndAsync(limited.Token);
        try
        {
            await process.WaitForExitAsync(limited.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, await output, await errors);
    }
}
