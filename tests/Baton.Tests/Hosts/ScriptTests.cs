using System.Diagnostics;
using Baton.Hosts;
using Baton.Hosts.Ssh;

namespace Baton.Tests.Hosts;

/// <summary>The scripts as text.</summary>
public sealed class ScriptTests
{
    public static TheoryData<string> Names => [.. Scripts.Names];

    [Fact]
    public async Task Every_script_passes_shellcheck()
    {
        if (!File.Exists("/usr/bin/shellcheck"))
        {
            Assert.Skip("shellcheck is not installed.");
        }

        var folder = Directory.CreateTempSubdirectory("baton-scripts-");
        try
        {
            foreach (var name in Scripts.Names)
            {
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, name + ".sh"), Scripts.Read(name));
            }

            using var process = Process.Start(new ProcessStartInfo("/usr/bin/shellcheck", Scripts.Names.Select(name => name + ".sh"))
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                WorkingDirectory = folder.FullName,
            })!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_script_parses_together_with_what_is_put_before_it(string name)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-n"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardError = true })!;
        await process.StandardInput.WriteAsync(ScriptText.Compose(new(name) { Arguments = new Dictionary<string, string> { ["pg_data"] = "it's" } }));
        process.StandardInput.Close();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, error);
    }

    [Fact]
    public void A_name_that_is_no_variable_is_refused() =>
        Assert.Throws<ArgumentException>(() => ScriptText.Compose(new("facts") { Arguments = new Dictionary<string, string> { ["a; rm -rf /"] = "" } }));
}
