using System.Text.Json;
using Baton.Assessing;
using Baton.Configuration;
using Baton.Engine.Problems;
using Baton.Tests.Assessing;

namespace Baton.Tests.Announcing;

public sealed class AnnounceCommandTests : IDisposable
{
    private const string Yaml = """
        servers:
          payroll:
            announce:
              from: Payroll team <ops@example.com>
              to: [ann@example.com, bob@example.com]
              internal: [eve@example.com]
              contact: support@example.com
              service: Payroll
              url: https://payroll.example.com
              time-zone: Europe/Berlin
              smtp: { host: 127.0.0.1, port: 1, security: none }

        """;

    private readonly InProcess _baton = new();

    public AnnounceCommandTests() => Write(Yaml);

    public void Dispose() => _baton.Dispose();

    [Fact]
    public async Task Without_send_everything_is_shown_and_nothing_is_sent()
    {
        Assert.Equal(0, await _baton.RunAsync("announce payroll --at 2099-11-28T22:00 --for 45m"));

        var shown = _baton.Terminal.Answered;
        Assert.Contains("ann@example.com, bob@example.com", shown, StringComparison.Ordinal);
        Assert.Contains("Saturday, November 28, 2099, from 10:00pm to 10:45pm", shown, StringComparison.Ordinal);
        Assert.Contains("[internal] Payroll is migrated", shown, StringComparison.Ordinal);
        Assert.Contains("Nothing was sent.", shown, StringComparison.Ordinal);
        await _baton.RunAsync("runs");
        Assert.Contains("no runs yet", _baton.Terminal.Answered, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_server_that_refuses_connections_is_named_and_the_run_can_be_resumed()
    {
        Assert.Equal(3, await _baton.RunAsync("announce payroll --at 2099-11-28T22:00 --send"));

        Assert.Contains("BTN0901", _baton.Terminal.Talked + _baton.Terminal.Answered, StringComparison.Ordinal);
        await _baton.RunAsync("runs --json");
        Assert.Contains("\"outcome\": \"failed\"", _baton.Terminal.Answered, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("announce payroll --at tomorrow", "BTN0912")]
    [InlineData("announce payroll --at 2001-01-01T10:00", "BTN0914")]
    [InlineData("announce payroll --at 2026-10-25T02:30 --phase after", "BTN0913")]
    [InlineData("announce payroll --at 2027-03-28T02:30", "BTN0913")]
    [InlineData("announce nobody --at 2099-01-01T10:00", "BTN0209")]
    [InlineData("announce payroll --at 2099-01-01T10:00 --template missing.txt", "BTN0922")]
    [InlineData("announce payroll --at 2099-01-01T10:00 --assessment missing.json", "BTN0923")]
    public async Task Bad_input_is_refused_by_name(string command, string code)
    {
        Assert.NotEqual(0, await _baton.RunAsync(command));
        Assert.Contains(code, _baton.Terminal.Talked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("smtp: { host: 127.0.0.1, port: 1, security: none, user: u, password-file: missing }", "BTN0907")]
    [InlineData("smtp: { host: 127.0.0.1, port: 1, security: none, user: u, password-file: open }", "BTN0908")]
    [InlineData("smtp: { host: 127.0.0.1, port: 1, security: none, user: u, password-variable: BATON_NO_SUCH_VARIABLE }", "BTN0909")]
    [InlineData("smtp: { host: 127.0.0.1, port: 1, security: none }\n      webhook-file: closed", "BTN0919")]
    public async Task A_secret_that_is_missing_or_open_is_told_before_anything_is_sent(string smtp, string code)
    {
        File.WriteAllText(In("open"), "x");
        File.SetUnixFileMode(In("open"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        File.WriteAllText(In("closed"), "no url");
        File.SetUnixFileMode(In("closed"), UnixFileMode.UserRead);
        var lines = Yaml.Split('\n').Select(line => line.TrimStart().StartsWith("smtp:", StringComparison.Ordinal)
            ? "      " + smtp.Replace("-file: ", $"-file: {_baton.Folder}/", StringComparison.Ordinal) : line);
        Write(string.Join('\n', lines));

        await _baton.RunAsync("announce payroll --at 2099-11-28T22:00 --send");

        Assert.Contains(code, _baton.Terminal.Talked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("time-zone: Europe/Berlin", "time-zone: Mars/Olympus", "BTN0205")]
    [InlineData("contact: support@example.com", "contact:", "BTN0204")]
    [InlineData("to: [ann@example.com, bob@example.com]", "to: [not an address]", "BTN0205")]
    [InlineData("security: none }", "security: none, user: u }", "BTN0204")]
    [InlineData("host: 127.0.0.1, port: 1, security: none }", "host: mail.example.com, security: none, user: u, password-variable: X }", "BTN0205")]
    [InlineData("host: 127.0.0.1, port: 1, security: none }", "host: mail.example.com, securty: tls }", "BTN0202")]
    public void What_is_wrong_in_the_configuration_is_named_with_its_line(string right, string wrong, string code)
    {
        var problem = Assert.Throws<BatonException>(() => BatonFile.Parse(Yaml.Replace(right, wrong, StringComparison.Ordinal), "baton.yaml")).Problems[0];

        Assert.Equal(code, problem.Code);
        Assert.StartsWith("baton.yaml:", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_assessment_tells_how_long_before_and_when()
    {
        var answers = ShopServer.Answers();
        answers["web"] += "\n" + ShopServer.Usage(28, (day, hour) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : hour is >= 8 and < 18 ? 100 : 0);
        var document = new AssessmentDocument { Report = await ShopServer.ReportAsync(answers), Configuration = "" };
        File.WriteAllText(In("assessment.json"), JsonSerializer.Serialize(document, AssessmentJson.Plain.AssessmentDocument));

        Assert.Equal(0, await _baton.RunAsync("announce payroll --at 2099-11-24T10:00 --assessment assessment.json --snippets out --maintenance --json"));

        using var answer = JsonDocument.Parse(_baton.Terminal.Answered);
        var advice = answer.RootElement.GetProperty("advice").EnumerateArray().Select(line => line.GetString()!).ToList();
        Assert.StartsWith("Tell the users 7 days before.", advice[0], StringComparison.Ordinal);
        Assert.Contains(advice, line => line.StartsWith("The quietest two hours", StringComparison.Ordinal));
        Assert.False(answer.RootElement.GetProperty("sent").GetBoolean());
        Assert.Equal(3, answer.RootElement.GetProperty("mails").GetArrayLength());
        Assert.True(File.Exists(In("out/banner.html")) && File.Exists(In("out/maintenance.html")));
    }

    private string In(string name) => Path.Combine(_baton.Folder, name);

    private void Write(string yaml) => File.WriteAllText(In("baton.yaml"), yaml);
}
