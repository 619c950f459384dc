using Baton.Hosts.Web;

namespace Baton.EndToEnd.Tests.Hosts;

/// <summary>Access logs as nginx and Apache write them, while they grow and are turned away.</summary>
public sealed class AccessLogTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("baton-access-");

    public AccessLogTests()
    {
        Directory.CreateDirectory(Path.Combine(_root.FullName, "var/log/nginx"));
        Directory.CreateDirectory(Path.Combine(_root.FullName, "var/log/apache2"));
    }

    public void Dispose() => _root.Delete(recursive: true);

    private AccessLogs Logs => new(new LocalHost(new Dictionary<string, string> { ["access_root"] = _root.FullName }));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_logged_from_now_on_is_told_once_and_nothing_that_may_be_secret()
    {
        Write("nginx/access.log", Line("192.0.2.1", "GET /before HTTP/1.1"));
        var since = (await Logs.ReadAsync(null, Token)).Places;

        Write("nginx/access.log", Line("192.0.2.2", "GET /pay?token=geheim HTTP/1.1"), Line("2001:db8::1", "POST /reset/0123456789abcdef0123456789/x HTTP/2.0"), Line("192.0.2.3", @"\x16\x03\x01"), "no line of a log");
        Write("apache2/shop_access.log", Line("192.0.2.4", "GET / HTTP/1.1"));
        Write("nginx/error.log", Line("192.0.2.5", "GET /error HTTP/1.1"));
        var read = await Logs.ReadAsync(since, Token);
        var again = await Logs.ReadAsync(read.Places, Token);

        Assert.Equal(
            ["192.0.2.2 GET /pay 200", "2001:db8::1 POST /reset/…/x 200", "192.0.2.3 - - 200", "192.0.2.4 GET / 200"],
            read.Hits.Select(hit => $"{hit.Client} {hit.Method} {hit.Path} {hit.Status}"));
        Assert.All(read.Hits, hit => Assert.Equal(new(2026, 11, 21, 11, 32, 13, TimeSpan.Zero), hit.At));
        Assert.Empty(again.Hits);
    }

    [Fact]
    public async Task Half_a_line_waits_for_its_other_half()
    {
        Write("nginx/access.log", Line("192.0.2.1", "GET /a HTTP/1.1"));
        var since = (await Logs.ReadAsync(null, Token)).Places;
        var line = Line("192.0.2.2", "GET /b HTTP/1.1");
        File.AppendAllText(In("nginx/access.log"), Line("192.0.2.3", "GET /c HTTP/1.1") + "\n" + line[..40]);

        var first = await Logs.ReadAsync(since, Token);
        File.AppendAllText(In("nginx/access.log"), line[40..] + "\n");
        var second = await Logs.ReadAsync(first.Places, Token);

        Assert.Equal(["/c"], first.Hits.Select(hit => hit.Path));
        Assert.Equal(["/b"], second.Hits.Select(hit => hit.Path));
    }

    [Fact]
    public async Task A_log_that_is_turned_away_or_cut_short_is_read_to_its_end_and_from_its_beginning()
    {
        Write("nginx/access.log", Line("192.0.2.1", "GET /a HTTP/1.1"));
        var since = (await Logs.ReadAsync(null, Token)).Places;
        Write("nginx/access.log", Line("192.0.2.1", "GET /b HTTP/1.1"));
        File.Move(In("nginx/access.log"), In("nginx/access.log.1"));
        Write("nginx/access.log", Line("192.0.2.1", "GET /c HTTP/1.1"));

        var turned = await Logs.ReadAsync(since, Token);
        await File.WriteAllTextAsync(In("nginx/access.log"), "", Token);
        var cut = await Logs.ReadAsync(turned.Places, Token);
        Write("nginx/access.log", Line("192.0.2.1", "GET /d HTTP/1.1"));
        var grown = await Logs.ReadAsync(cut.Places, Token);

        Assert.Equal(["/b", "/c"], turned.Hits.Select(hit => hit.Path));
        Assert.Empty(cut.Hits);
        Assert.Equal(["/d"], grown.Hits.Select(hit => hit.Path));
    }

    [Fact]
    public async Task Of_more_than_an_answer_holds_the_newest_is_told()
    {
        Write("nginx/access.log", Line("192.0.2.1", "GET /first HTTP/1.1"));
        var since = (await Logs.ReadAsync(null, Token)).Places;
        Write("nginx/access.log", [.. Enumerable.Range(0, 20_000).Select(number => Line("192.0.2.1", $"GET /{number} HTTP/1.1"))]);

        var read = await Logs.ReadAsync(since, Token);

        Assert.True(read.SkippedBytes > 0);
        Assert.Equal("/19999", read.Hits[^1].Path);
        Assert.InRange(read.Hits.Count, 5_000, 15_000);
    }

    private static string Line(string client, string request) => $"{client} - - [21/Nov/2026:12:32:13 +0100] \"{request}\" 200 612 \"https://example.com/?key=geheim\" \"Mozilla/5.0\"";

    private string In(string log) => Path.Combine(_root.FullName, "var/log", log);

    private void Write(string log, params string[] lines) => File.AppendAllText(In(log), string.Concat(lines.Select(line => line + "\n")));
}
