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

        Assert.Equal([asked, asked], _baton.Plans.Asked);
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
