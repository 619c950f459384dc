using System.Diagnostics;
using System.Text.Json;

namespace Baton.EndToEnd.Tests.Announcing;

/// <summary>aiosmtpd in a process of its own, on a port that is free.</summary>
internal sealed class SmtpSink : IDisposable
{
    private readonly Process _process;
    private readonly string _file = Path.GetTempFileName();

    /// <param name="tls">Empty, or certificate, key and "starttls" or "tls".</param>
    public SmtpSink(params string[] tls)
    {
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "Announcing", "smtp_sink.py"), "0", _file, .. tls];
        _process = Process.Start(new ProcessStartInfo("/usr/bin/python3", arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var line = _process.StandardOutput.ReadLine() ?? "it ended";
        Assert.StartsWith("listening ", line, StringComparison.Ordinal);
        Port = line["listening ".Length..];
    }

    public string Port { get; }

    public List<JsonElement> Mails => [.. File.ReadAllLines(_file).Select(line => JsonDocument.Parse(line).RootElement)];

    public List<string> Receivers => [.. Mails.Select(mail => mail.GetProperty("to")[0].GetString()!)];

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        File.Delete(_file);
    }
}
