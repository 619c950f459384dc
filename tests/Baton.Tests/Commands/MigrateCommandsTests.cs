using System.Text.Json;

namespace Baton.Tests.Commands;

public sealed class MigrateCommandsTests : IDisposable
{
    private readonly InProcess _baton = new();

    public MigrateCommandsTests() => File.WriteAllText(Path.Combine(_baton.Folder, "baton.yaml"), "servers:\n  payroll:\n    source: {ssh: {host: payroll.example.net}}\n  web:\n");

    public void Dispose() => _baton.Dispose();

    [Theory]
    [InlineData("prepare", "migrate-Prepare payroll")]
    [InlineData("sync", "migrate-Sync payroll")]
    [InlineData("test", "migrate-Test payroll")]
    [InlineData("cutover", "migrate-Cutover payroll")]
    [InlineData("finish", "migrate-Finish payroll")]
    public async Task Each_stage_is_a_command_and_has_a_plan(string stage, string asked)
    {
        Assert.Equal(0, await _baton.RunAsync($"plan migrate {stage} payroll"));
        Assert.Equal(0, await _baton.RunAsync($"migrate {stage} payroll{(stage is "sync" or "test" ? "" : " --yes")}"));

        Assert.Equal([asked, asked], _baton.Plans.Asked.Take(2));
    }

    [Fact]
    public async Task After_a_finish_a_first_image_is_taken_and_verified_and_what_to_improve_is_told()
    {
        Assert.Equal(0, await _baton.RunAsync("migrate finish payroll --yes --markdown next.md --json"));

        Assert.Equal(["migrate-Finish payroll", "image payroll  Application", "verify ami-0123456789abcdef0 of payroll ", "harden payroll"], _baton.Plans.Asked);
        using var document = JsonDocument.Parse(_baton.Terminal.Answered);
        Assert.Equal("succeeded", document.RootElement.GetProperty("outcome").GetString());
        Assert.Equal(["image", "verify"], document.RootElement.GetProperty("then").EnumerateArray().Select(run => run.GetProperty("kind").GetString()));
        Assert.Equal("baton image payroll", document.RootElement.GetProperty("hardening").GetProperty("improvements")[0].GetProperty("command").GetString());
        Assert.StartsWith("# What to improve on payroll", await File.ReadAllTextAsync(Path.Combine(_baton.Folder, "next.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finish_leaves_the_first_image_to_the_operator_when_it_is_told_to()
    {
        Assert.Equal(0, await _baton.RunAsync("migrate finish payroll --yes --no-image"));

        Assert.Equal(["migrate-Finish payroll", "harden payroll"], _baton.Plans.Asked);
        Assert.Contains("baton image payroll", _baton.Terminal.Answered, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_image_that_does_not_work_is_told_and_the_finish_stands()
    {
        _baton.Plans.Verdict = "failed";

        Assert.Equal(ExitCodes.NotProved, await _baton.RunAsync("migrate finish payroll --yes"));

        Assert.Contains("migrate-Finish payroll succeeded", _baton.Terminal.Answered, StringComparison.Ordinal);
        Assert.Contains("✗ verify payroll was done", _baton.Terminal.Answered, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_looked_at_after_a_finish_is_said_and_the_finish_stands()
    {
        _baton.Plans.Unlooked = new("BTN0301", "payroll does not answer.", "Try again.");

        Assert.Equal(0, await _baton.RunAsync("migrate finish payroll --yes --no-image"));

        Assert.Contains("BTN0301 payroll does not answer. → Try again.", _baton.Terminal.Talked, StringComparison.Ordinal);
        Assert.Contains("migrate-Finish payroll succeeded", _baton.Terminal.Answered, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("migrate payroll --json")]
    [InlineData("migrate --json")]
    public async Task Where_a_migration_stands_is_said_with_the_command_that_is_next(string commandLine)
    {
        Assert.Equal(0, await _baton.RunAsync(commandLine));

        using var document = JsonDocument.Parse(_baton.Terminal.Answered);
        Assert.Equal("baton migrate prepare payroll", document.RootElement.GetProperty("next").GetString());
        Assert.All(document.RootElement.GetProperty("stages").EnumerateArray(), stage => Assert.False(stage.TryGetProperty("run", out _)));
    }

    [Fact]
    public async Task A_test_that_was_not_made_cannot_be_ended()
    {
        Assert.Equal(ExitCodes.Failed, await _baton.RunAsync("migrate test payroll --end --json"));

        Assert.Contains("BTN0678", _baton.Terminal.Answered, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("migrate cutover payroll --yes --page here.html", "BTN0820")]
    [InlineData("migrate cutover payroll --yes --maintenance --page nowhere.html", "BTN0821")]
    public async Task A_page_must_be_wanted_and_be_there(string commandLine, string code)
    {
        Assert.NotEqual(0, await _baton.RunAsync(commandLine));

        Assert.Contains(code, _baton.Terminal.Talked, StringComparison.Ordinal);
        Assert.Empty(_baton.Plans.Asked);
    }

    [Fact]
    public async Task What_is_not_being_migrated_cannot_be_backed_out()
    {
        Assert.Equal(ExitCodes.Failed, await _baton.RunAsync("migrate backout payroll --yes --json"));

        Assert.Contains("BTN0673", _baton.Terminal.Answered, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finish_without_a_person_to_ask_wants_yes()
    {
        Assert.NotEqual(0, await _baton.RunAsync("migrate finish payroll"));

        Assert.Contains("BTN0808", _baton.Terminal.Talked, StringComparison.Ordinal);
    }
}
