using System.Diagnostics;
using Baton.EndToEnd.Tests.Program;

namespace Baton.EndToEnd.Tests.Cloud;

/// <summary>A cloud of its own, and a shell in which somebody has typed eval "$(baton cloud env)"; nothing else leads its programs to the cloud.</summary>
internal sealed class CloudShell : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(10);
    // With real machines the first one on a computer makes the stock image.
    private readonly BatonProcess _baton = new() { Patience = TimeSpan.FromMinutes(15) };

    public BatonProcess Baton => _baton;

    public static async Task<CloudShell> StartAsync(string machines = "simulated")
    {
        var shell = new CloudShell();
        await shell._baton.AskAsync("cloud", "up", "--machines", machines, "--port", "0");
        return shell;
    }

    /// <summary>A variable of the shell, besides those of the cloud.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    public async Task<(int Status, string Output, string Errors)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/bash", ["-c", "eval \"$(\"$BATON\" cloud env)\" && exec \"$@\"", "bash", program, .. arguments]);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["BATON"] = BatonProcess.Program;
        start.Environment["BATON_HOME"] = _baton.State;
        // What a user may have left in the shell: each would lead to AWS, or fail, were it not cleared.
        start.Environment["AWS_PROFILE"] = "nobody";
        start.Environment["AWS_SESSION_TOKEN"] = "of-another-key";
        start.Environment["AWS_ENDPOINT_URL_EC2"] = "http://127.0.0.1:1";
        start.Environment["AWS_CONFIG_FILE"] = "/dev/null";
        start.Environment["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null";
        start.Environment["AWS_PAGER"] = "";
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        return await LimitedProcess.RunAsync(start, s_limit);
    }

    public async ValueTask DisposeAsync()
    {
        await _baton.RunAsync("cloud", "down");
        _baton.Dispose();
    }
}
