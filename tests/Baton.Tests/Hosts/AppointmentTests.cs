using System.Diagnostics;
using Baton.Hosts;
using Baton.Hosts.Later;

namespace Baton.Tests.Hosts;

/// <summary>What a machine runs by itself later, as text and as a program.</summary>
public sealed class AppointmentTests
{
    [Fact]
    public async Task Each_script_runs_in_a_shell_of_its_own_and_its_arguments_arrive_as_they_are()
    {
        var program = Appointment.Program("says it", [Say("it's \"one\" $HOME"), Say("two")]);

        var (status, output) = await RunAsync(program);

        Assert.Equal(0, status);
        Assert.Contains("detail=status 0: it's \"one\" $HOME", output, StringComparison.Ordinal);
        Assert.Contains("detail=status 0: two", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_fails_is_the_last()
    {
        var (status, output) = await RunAsync(Appointment.Program("fails", [new("gate-close") { Arguments = new Dictionary<string, string> { ["reload_proxy"] = "", ["page"] = "" } }, Say("never")]));

        Assert.Equal(10, status);
        Assert.Contains("problem=gate-missing", output, StringComparison.Ordinal);
        Assert.DoesNotContain("never", output, StringComparison.Ordinal);
    }

    private static HostScript Say(string text) => new("check-command")
    {
        Arguments = new Dictionary<string, string> { ["command"] = $"printf %s '{text.Replace("'", "'\\''", StringComparison.Ordinal)}'", ["expect"] = "", ["patience"] = "0" },
    };

    private static async Task<(int Status, string Output)> RunAsync(string program)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", program]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }
}
