using System.Diagnostics;
using System.Text.Json;

namespace Baton.EndToEnd.Tests.Aws;

/// <summary>AWS's own Python library, run once for each kind of question.</summary>
internal static class Botocore
{
    public static async Task<JsonElement> AskAsync(string kind, string input, CancellationToken cancellationToken)
    {
        var root = Root();
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", [Path.Combine(root, "tests/Baton.EndToEnd.Tests/Aws/botocore-wire.py"), root, kind])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (answer, errors) = (python.StandardOutput.ReadToEndAsync(cancellationToken), python.StandardError.ReadToEndAsync(cancellationToken));
        await python.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
        python.StandardInput.Close();
        await python.WaitForExitAsync(cancellationToken);
        Assert.True(python.ExitCode == 0, await errors);
        using var document = JsonDocument.Parse(await answer);
        return document.RootElement.Clone();
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Baton.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the checkout.");
        }

        return folder;
    }
}
