using System.Diagnostics;

namespace Baton.EndToEnd.Tests.SmallPayroll;

public sealed class SmallPayrollTests
{
    /// <summary>The sample has tests in its own language; they are run here so that one command runs everything.</summary>
    [Fact]
    public async Task The_sample_application_passes_its_own_tests()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(3));
        var start = new ProcessStartInfo(Path.Combine(Root(), "samples", "SmallPayroll", "tests", "run"))
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        using var tests = Process.Start(start)!;
        var output = await tests.StandardError.ReadToEndAsync(patience.Token);
        await tests.WaitForExitAsync(patience.Token);
        Assert.True(tests.ExitCode == 0, output);
        Assert.Contains("Ran ", output, StringComparison.Ordinal);
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Baton.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("not in a checkout");
        }

        return folder;
    }
}
