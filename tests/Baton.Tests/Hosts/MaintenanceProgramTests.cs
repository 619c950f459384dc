using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Baton.Hosts;

namespace Baton.Tests.Hosts;

/// <summary>The program behind the maintenance page, on a socket that it is handed as systemd does.</summary>
public sealed class MaintenanceProgramTests : IDisposable
{
    private const string Page = "<!doctype html><p>Gleich zurück";

    // A listening socket as file descriptor 3.
    private const string Hand = "import os,socket,sys;s=socket.socket();s.bind(('127.0.0.1',0));s.listen(512);print(s.getsockname()[1],flush=True);os.dup2(s.fileno(),3);os.set_inheritable(3,True);os.execvp('perl',['perl',*sys.argv[1:]])";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("baton-maintenance-");
    private readonly Process _process;
    private readonly int _port;

    public MaintenanceProgramTests()
    {
        var (program, page) = (Path.Combine(_folder.FullName, "maintenance"), Path.Combine(_folder.FullName, "page.html"));
        File.WriteAllText(program, Scripts.ReadFile("maintenance.pl"));
        File.WriteAllText(page, Page);
        _process = Process.Start(new ProcessStartInfo("python3", ["-c", Hand, program, page, "60"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        _port = int.Parse(_process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_request_is_answered_with_503_the_page_and_when_to_ask_again()
    {
        using var client = new HttpClient();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async number =>
        {
            using var answer = number % 2 == 0
                ? await client.GetAsync(Url($"/{number}"), Token)
                : await client.PostAsync(Url("/save"), new ByteArrayContent(new byte[2_000_000]), Token);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal(new RetryConditionHeaderValue(TimeSpan.FromSeconds(60)), answer.Headers.RetryAfter);
            Assert.True(answer.Headers.CacheControl?.NoStore);
            Assert.Equal(Page, await answer.Content.ReadAsStringAsync(Token));
        }));
    }

    [Fact]
    public async Task A_question_for_the_head_alone_gets_no_page()
    {
        using var client = new HttpClient();
        using var answer = await client.SendAsync(new(HttpMethod.Head, Url("/")), Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(Encoding.UTF8.GetByteCount(Page), answer.Content.Headers.ContentLength);
        Assert.Equal("", await answer.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Who_connects_and_says_nothing_keeps_nobody_else_waiting()
    {
        var idle = new List<TcpClient>();
        for (var number = 0; number < 30; number++)
        {
            idle.Add(new TcpClient("127.0.0.1", _port));
        }

        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        using var answer = await client.GetAsync(Url("/"), Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        idle.ForEach(connection => connection.Dispose());
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private Uri Url(string path) => new($"http://127.0.0.1:{_port}{path}");
}
