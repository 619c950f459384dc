using System.Diagnostics;
using System.Text.Json;

namespace Baton.EndToEnd.Tests.Program;

/// <summary>The built program, as a user would start it, with a state directory of its own.</summary>
internal sealed class BatonProcess : IDisposable
{
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "baton");

    public string Home { get; } = Directory.CreateTempSubdirectory("baton-home-").FullName;

    public string State => Path.Combine(Home, "state");

    /// <summary>What stands in PATH; null for that of the tests.</summary>
    public string? ProgramFolders { get; set; }

    /// <summary>Variables beside those of whoever runs the tests.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Home,
        };
        start.Environment["BATON_HOME"] = State;
        start.Environment["PATH"] = ProgramFolders ?? start.Environment["PATH"];
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    public async Task<(int Status, string Answer, string Talk)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        using var bounded = new CancellationTokenSource(Patience);
        var answer = process.StandardOutput.ReadToEndAsync(bounded.Token);
        var talk = process.StandardError.ReadToEndAsync(bounded.Token);
        await process.WaitForExitAsync(bounded.Token);
        return (process.ExitCode, await answer, await talk);
    }

    /// <summary>Runs with --json and reads the one document of the answer.</summary>
    public async Task<JsonElement> AskAsync(params string[] arguments)
    {
        var (_, answer, _) = await RunAsync([.. arguments, "--json"]);
        using var document = JsonDocument.Parse(answer);
        return document.RootElement.Clone();
    }

    public void Dispose() => Directory.Delete(Home, recursive: true);
}
