using System.Text.Json;
using Baton.Commands;
using Baton.Engine.Problems;

namespace Baton.Tests.Commands;

public sealed class OperationCommandsTests : IDisposable
{
    private readonly InProcess _baton = new();

    public OperationCommandsTests() => File.WriteAllText(Path.Combine(_baton.Folder, "baton.yaml"), "servers:\n  payroll:\n    consistency: filesystem\n");

    public void Dispose() => _baton.Dispose();

    [Theory]
    [InlineData("image payroll", "image payroll  Filesystem")]
    [InlineData("image payroll --name nightly --consistency crash", "image payroll nightly Crash")]
    [InlineData("verify ami-1 --type t3.small", "verify ami-1 of payroll t3.small")]
    [InlineData("resize payroll --memory 4GiB --cpus 2", "resize payroll  4096 2")]
    [InlineData("resize payroll --type m7i.large", "resize payroll m7i.large  ")]
    [InlineData("dns lower payroll --override-wait at-night", "dns-lower payroll at-night")]
    [InlineData("dns point payroll --to 192.0.2.7", "dns-point payroll 192.0.2.7")]
    [InlineData("dns restore payroll", "dns-restore payroll ")]
    public async Task What_is_written_on_the_command_line_is_what_is_looked_into(string commandLine, string asked)
    {
        Assert.Equal(0, await _baton.RunAsync(commandLine));
        Assert.Equal(0, await _baton.RunAsync("plan " + commandLine));

        Assert.Equal([asked, asked], _baton.Plans.Asked);
    }

    [Fact]
    public async Task A_plan_changes_nothing_and_starts_no_run()
    {
        Assert.Equal(0, await _baton.RunAsync("plan resize payroll --memory 4GiB --json"));

        Approved.Text(_baton.Terminal.Answered, "plan.json");
        Assert.Empty(_baton.Plans.Things);
        Assert.False(File.Exists(_baton.State.Journal));
    }

    [Fact]
    public async Task A_run_answers_with_its_results_as_JSON()
    {
        Assert.Equal(0, await _baton.RunAsync("image payroll --json"));

        using var document = JsonDocument.Parse(_baton.Terminal.Answered);
        Assert.Equal("succeeded", document.RootElement.GetProperty("outcome").GetString());
        Assert.Equal("ami-0123456789abcdef0", document.RootElement.GetProperty("results").GetProperty("imageId").GetString());
        Assert.Equal(87, document.RootElement.GetProperty("measurements").GetProperty("writePauseMs").GetDouble());
    }

    [Fact]
    public async Task A_verification_that_finds_the_image_wanting_is_done_and_not_a_success()
    {
        _baton.Plans.Verdict = "failed";

        Assert.Equal(ExitCodes.NotProved, await _baton.RunAsync("verify ami-1"));

        Assert.StartsWith("✗ verify payroll was done", _baton.Terminal.Answered, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_with_keep_leaves_a_run_to_resume()
    {
        _baton.Plans.Fails = "check";

        Assert.Equal(ExitCodes.Unfinished, await _baton.RunAsync("image payroll --keep"));
        Assert.Equal(["take-snapshot", "launch-instance"], _baton.Plans.Things);

        _baton.Plans.Fails = null;
        Assert.Equal(ExitCodes.Success, await _baton.RunAsync("resume payroll"));
        Assert.Equal(["take-snapshot", "launch-instance", "check"], _baton.Plans.Things);
    }

    [Theory]
    [InlineData("y", ExitCodes.Success)]
    [InlineData("n", ExitCodes.Failed)]
    [InlineData("", ExitCodes.Failed)]
    public async Task A_resize_shows_its_plan_and_asks_a_person(string reply, int status)
    {
        Assert.Equal(status, await _baton.RunAsync("resize payroll --memory 4GiB", interactive: true, replies: [reply]));

        Assert.Contains("how it is undone", _baton.Terminal.Talked, StringComparison.Ordinal);
        Assert.Equal(status == ExitCodes.Success, _baton.Plans.Things.Count > 0);
    }

    [Fact]
    public async Task Finishing_closes_the_resize_against_a_rollback()
    {
        Assert.Equal(0, await _baton.RunAsync("resize payroll --memory 4GiB"));

        Assert.Equal(ExitCodes.Failed, await _baton.RunAsync("finish payroll"));
        Assert.Contains("BTN0808", _baton.Terminal.Talked, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Success, await _baton.RunAsync("finish payroll --yes"));

        Assert.Equal(ExitCodes.Failed, await _baton.RunAsync("rollback payroll"));
        Assert.Contains("BTN0810", _baton.Terminal.Talked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("resize payroll", "BTN0811")]
    [InlineData("resize payroll --memory lots", "BTN0812")]
    [InlineData("image payrol", "BTN0209")]
    public async Task What_cannot_be_meant_is_said_before_anything_is_done(string commandLine, string code)
    {
        Assert.NotEqual(0, await _baton.RunAsync(commandLine));

        Assert.StartsWith(code, _baton.Terminal.Talked, StringComparison.Ordinal);
        Assert.Empty(_baton.Plans.Asked);
    }

    [Theory]
    [InlineData("4GiB", 4096)]
    [InlineData("512MiB", 512)]
    [InlineData("1.5g", 1536)]
    public void Memory_is_read_as_people_write_it(string text, int mebibytes) => Assert.Equal(mebibytes, ResizeOperation.MiB(text));

    [Theory]
    [InlineData("4")]
    [InlineData("GiB")]
    [InlineData("-4GiB")]
    [InlineData("0GiB")]
    public void Memory_without_an_amount_or_a_unit_is_not_guessed(string text) => Assert.Throws<BatonException>(() => ResizeOperation.MiB(text));
}
