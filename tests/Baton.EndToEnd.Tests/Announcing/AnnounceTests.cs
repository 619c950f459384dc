using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Baton.EndToEnd.Tests.Program;

namespace Baton.EndToEnd.Tests.Announcing;

/// <summary>'baton announce' against a real SMTP server and a real HTTP one.</summary>
public sealed class AnnounceTests : IDisposable
{
    private static readonly string[] s_command = ["announce", "payroll", "--at", "2099-11-28 22:00", "--send"];

    private readonly BatonProcess _baton = new();

    public void Dispose() => _baton.Dispose();

    [Fact]
    public async Task Users_and_colleagues_get_their_mail_and_a_refused_one_keeps_nobody_else_from_it()
    {
        using var sink = new SmtpSink();
        Configure("[ann@example.com, refused@example.com, bob@example.com]", $"{{ host: 127.0.0.1, port: {sink.Port}, security: none }}");

        var (status, answer, talk) = await _baton.RunAsync([.. s_command, "--json"]);

        Assert.True(status == 4, talk + answer);
        Assert.Equal(["eve@example.com", "ann@example.com", "bob@example.com"], sink.Receivers);
        Assert.Contains("550 5.1.1 no such user", answer, StringComparison.Ordinal);
        var mail = sink.Mails[1];
        Assert.Equal("Lohn und Gehalt – Büro moves to a new server on Saturday, November 28, 2099", mail.GetProperty("subject").GetString());
        Assert.Contains("from 10:00pm to 10:30pm (Europe/Berlin, UTC+1)", mail.GetProperty("body").GetString(), StringComparison.Ordinal);
        Assert.Equal(3, sink.Mails.Select(one => one.GetProperty("id").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task A_run_that_was_killed_is_resumed_and_nobody_gets_it_twice()
    {
        using var sink = new SmtpSink();
        Configure("[ann@example.com, stall@example.com, bob@example.com]", $"{{ host: 127.0.0.1, port: {sink.Port}, security: none }}");
        using var process = _baton.Start(s_command);
        for (var waited = Stopwatch.StartNew(); sink.Mails.Count < 3; await Task.Delay(50, TestContext.Current.CancellationToken))
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(60));
        }

        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var (_, answer, talk) = await _baton.RunAsync("resume", "payroll", "--json");

        Assert.True(sink.Receivers.Count == 4, talk + answer);
        Assert.Equal(["eve@example.com", "ann@example.com", "stall@example.com", "bob@example.com"], sink.Receivers);
        Assert.Contains("not known: stall@example.com", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("starttls")]
    [InlineData("tls")]
    public async Task Over_TLS_a_certificate_that_is_trusted_is_logged_in_to_and_another_is_not(string security)
    {
        var (certificate, key) = (In("certificate.pem"), In("key.pem"));
        Network.NetworkRoom.Run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate);
        using var sink = new SmtpSink(certificate, key, security);
        Password("geheim");
        Configure("[ann@example.com]", $"{{ host: localhost, port: {sink.Port}, security: {security}, user: ops, password-file: {In("password")} }}");

        var (status, answer, talk) = await _baton.RunAsync(s_command);
        Assert.NotEqual(0, status);
        Assert.Contains("BTN0902", talk + answer, StringComparison.Ordinal);
        Assert.Empty(sink.Mails);

        // As on a computer that trusts who signed it.
        _baton.Environment["SSL_CERT_FILE"] = certificate;
        (status, answer, talk) = await _baton.RunAsync("resume", "payroll");
        Assert.True(status == 0, talk + answer);
        Assert.Equal(2, sink.Mails.Count);
        Assert.All(sink.Mails, mail => Assert.True(mail.GetProperty("login").GetBoolean() && mail.GetProperty("tls").GetBoolean()));

        Password("falsch");
        (_, answer, talk) = await _baton.RunAsync(s_command);
        Assert.Contains("BTN0904", talk + answer, StringComparison.Ordinal);
        Assert.DoesNotContain("falsch", talk + answer + await JournalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_encryption_gets_nothing_where_encryption_was_asked_for()
    {
        using var sink = new SmtpSink();
        Configure("[ann@example.com]", $"{{ host: 127.0.0.1, port: {sink.Port} }}");

        var (_, answer, talk) = await _baton.RunAsync(s_command);

        Assert.Contains("BTN0903", talk + answer, StringComparison.Ordinal);
        Assert.Empty(sink.Mails);
    }

    [Fact]
    public async Task A_webhook_gets_the_text_once_and_its_address_is_kept_secret()
    {
        using var listener = new HttpListener();
        var port = FreePort();
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        var received = ReceiveAsync(listener);
        await File.WriteAllTextAsync(In("hook"), $"http://127.0.0.1:{port}/services/geheim4711\n");
        File.SetUnixFileMode(In("hook"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllTextAsync(In("baton.yaml"), $"servers:\n  payroll:\n    announce:\n      from: ops@example.com\n      contact: support@example.com\n      time-zone: UTC\n      webhook-file: {In("hook")}\n");

        var (status, answer, talk) = await _baton.RunAsync([.. s_command, "--json"]);

        Assert.True(status == 0, talk + answer);
        using var body = JsonDocument.Parse(await received);
        Assert.StartsWith("*payroll moves to a new server on Saturday, November 28, 2099*", body.RootElement.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("geheim4711", answer + talk + await JournalAsync(), StringComparison.Ordinal);
    }

    private static async Task<string> ReceiveAsync(HttpListener listener)
    {
        var context = await listener.GetContextAsync();
        using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
        var text = await reader.ReadToEndAsync();
        context.Response.StatusCode = 200;
        context.Response.Close();
        return text;
    }

    private static string FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private void Configure(string to, string smtp) => File.WriteAllText(In("baton.yaml"), $"""
        servers:
          payroll:
            announce:
              from: Payroll team <ops@example.com>
              to: {to}
              internal: [eve@example.com]
              contact: support@example.com
              service: Lohn und Gehalt – Büro
              time-zone: Europe/Berlin
              smtp: {smtp}

        """);

    private void Password(string password)
    {
        File.WriteAllText(In("password"), password + "\n");
        File.SetUnixFileMode(In("password"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>All that was written down, as bytes of text.</summary>
    private async Task<string> JournalAsync()
    {
        var text = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(In("state"), "*", SearchOption.AllDirectories))
        {
            text.Append(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)));
        }

        return text.ToString();
    }

    private string In(string name) => Path.Combine(_baton.Home, name);
}
