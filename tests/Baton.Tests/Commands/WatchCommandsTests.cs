using System.Text.Json;
using Baton.Engine.Problems;
using Baton.Hosts.Disks;
using Baton.Hosts.Web;
using Baton.Operations.Migrating;
using Baton.Operations.Migrating.Syncing;
using Baton.Operations.Migrating.Watching;

namespace Baton.Tests.Commands;

public sealed class WatchCommandsTests : IDisposable
{
    private static readonly DateTimeOffset s_at = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly InProcess _baton = new();

    public WatchCommandsTests()
    {
        File.WriteAllText(Path.Combine(_baton.Folder, "baton.yaml"), "servers:\n  payroll:\n    source: {ssh: {host: payroll.example.net}}\n");
        _baton.Plans.SyncLooks.AddRange(
        [
            Sync(0) with { Pass = new(3, 4096, TimeSpan.FromSeconds(1.2)), EstimatedPause = TimeSpan.FromSeconds(4.2) },
            Sync(5),
            Sync(10) with { Follows = null, Problems = [new("BTN0304", "payroll does not answer.", "Is it up?")] },
            Sync(15) with { LogFreeBytes = 900L << 20 },
            Sync(60) with { CutOverBy = "migrate-cutover-1" },
        ]);
        _baton.Plans.AccessLooks.AddRange(
        [
            new(AccessSide.Old, s_at) { Hits = [Hit("198.51.100.9", "/stale"), Hit("127.0.0.1", "/healthz")] },
            new(AccessSide.New, s_at) { Hits = [Hit("203.0.113.7", "/login")] },
            new(AccessSide.Old, s_at.AddSeconds(31)) { Problem = new("BTN0307", "The connection to payroll broke.", "") },
            new(AccessSide.Old, s_at.AddSeconds(33)) { Hits = [Hit("198.51.100.9", "/stale")] },
        ]);
    }

    public void Dispose() => _baton.Dispose();

    [Fact]
    public async Task A_sync_that_goes_on_says_what_is_worth_a_line_and_ends_well()
    {
        Assert.Equal(0, await _baton.RunAsync("migrate sync payroll --watch --every 2m"));

        Assert.Equal(["migrate-Sync payroll", "watch sync of payroll every 120 s"], _baton.Plans.Asked);
        Approved.Text(_baton.Terminal.Answered, "sync-watch.txt");
    }

    [Fact]
    public async Task A_sync_that_goes_on_is_a_line_of_JSON_for_each_look()
    {
        Assert.Equal(0, await _baton.RunAsync("migrate sync payroll --watch --json"));

        var lines = _baton.Terminal.Answered.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("migrate-Sync", JsonDocument.Parse(lines[0]).RootElement.GetProperty("kind").GetString());
        Approved.Text(string.Join('\n', lines[1..]) + "\n", "sync-watch.ndjson");
    }

    [Fact]
    public async Task A_sync_that_fails_is_not_watched()
    {
        _baton.Plans.Fails = "check";

        Assert.Equal(ExitCodes.Failed, await _baton.RunAsync("migrate sync payroll --watch"));

        Assert.Equal(["migrate-Sync payroll"], _baton.Plans.Asked);
    }

    [Fact]
    public async Task Who_comes_to_which_server_is_shown_and_summed_up()
    {
        Assert.Equal(0, await _baton.RunAsync("migrate watch payroll"));

        Approved.Text(_baton.Terminal.Answered, "access-watch.txt");
        Assert.Contains("BTN0307 The connection to payroll broke.", _baton.Terminal.Talked, StringComparison.Ordinal);
        Assert.Contains("The old server answers again", _baton.Terminal.Talked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_comes_to_which_server_is_a_line_of_JSON_each()
    {
        Assert.Equal(0, await _baton.RunAsync("migrate watch payroll --for 10m --json"));

        Approved.Text(_baton.Terminal.Answered, "access-watch.ndjson");
    }

    private static SyncLook Sync(int seconds) => new(s_at.AddSeconds(seconds))
    {
        Way = DatabaseWay.Physical, Follows = true, LagBytes = 12 << 10, LogFreeBytes = 8L << 30, LogLeastBytes = 1L << 30,
    };

    private static AccessHit Hit(string client, string path) => new() { Client = client, At = s_at, Method = "GET", Path = path, Status = 200 };
}
