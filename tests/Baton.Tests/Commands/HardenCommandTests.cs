namespace Baton.Tests.Commands;

public sealed class HardenCommandTests : IDisposable
{
    private readonly InProcess _baton = new();

    public HardenCommandTests() => File.WriteAllText(Path.Combine(_baton.Folder, "baton.yaml"), "servers:\n  payroll:\n");

    public void Dispose() => _baton.Dispose();

    [Fact]
    public async Task What_to_improve_is_a_report_with_commands()
    {
        Assert.Equal(0, await _baton.RunAsync("harden payroll --markdown next.md"));

        Approved.Text(_baton.Terminal.Answered, "harden.txt");
        var path = Path.Combine(_baton.Folder, "next.md");
        Approved.Text(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), "harden.md");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task What_to_improve_is_one_JSON_document()
    {
        Assert.Equal(0, await _baton.RunAsync("harden payroll --json"));

        Approved.Text(_baton.Terminal.Answered, "harden.json");
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_said()
    {
        Assert.NotEqual(0, await _baton.RunAsync("harden payroll --markdown no/such/folder.md"));

        Assert.Contains("no/such/folder.md", _baton.Terminal.Talked, StringComparison.Ordinal);
    }
}
