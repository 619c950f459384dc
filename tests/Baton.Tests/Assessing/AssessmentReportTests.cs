using System.Text.Json;
using Baton.Assessing;
using Baton.Configuration;
using Baton.Operations.Assessing;

namespace Baton.Tests.Assessing;

public sealed class AssessmentReportTests
{
    [Fact]
    public async Task The_six_questions_are_answered()
    {
        var answers = (await ShopServer.ReportAsync()).Questions;

        Assert.Equal(6, answers.Count);
        Assert.Contains(answers[0].Answers, answer => answer.StartsWith("nginx 1.14.2: shop.example.net on 443/ssl → http://127.0.0.1:5000", StringComparison.Ordinal));
        Assert.Contains(answers[0].Answers, answer => answer.StartsWith("shop.service: /usr/bin/python3 -m shop …, as shop in /srv/shop, listening on 127.0.0.1:5000", StringComparison.Ordinal));
        Assert.Contains("Monitored by Zabbix.", answers[1].Answers);
        Assert.Contains(answers[2].Answers, answer => answer.StartsWith("/srv/shop/uploads: 4000 files, 8.4 GiB", StringComparison.Ordinal));
        Assert.DoesNotContain(answers[2].Answers, answer => answer.Contains("/usr/local/bin", StringComparison.Ordinal));
        Assert.Contains("/srv/shop/static", answers[3].Answers);
        Assert.Contains(answers[4].Answers, answer => answer.StartsWith("https://api.stripe.com (named in /etc/shop.env)", StringComparison.Ordinal));
        Assert.Contains(answers[4].Answers, answer => answer.StartsWith("198.51.100.9 port 443 (a connection of python3", StringComparison.Ordinal));
        Assert.StartsWith("No. ", answers[5].Answers[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RiskLevel.High, "There is no trace of a backup.")]
    [InlineData(RiskLevel.High, "Debian GNU/Linux 10 (buster) has had no security updates since 2024-06-30.")]
    [InlineData(RiskLevel.High, "PostgreSQL 11/main is version 11.22, without updates since 2023-11-09.")]
    [InlineData(RiskLevel.High, "PostgreSQL listens on 0.0.0.0 port 5432")]
    [InlineData(RiskLevel.High, "Nobody reads from the slot old_standby")]
    [InlineData(RiskLevel.High, "postfix delivers mail itself")]
    [InlineData(RiskLevel.Medium, "/ is 88 % full.")]
    [InlineData(RiskLevel.Medium, "Its clock is not kept right.")]
    [InlineData(RiskLevel.Medium, "shop has 7 large objects")]
    [InlineData(RiskLevel.Medium, "shop has 1 table without a primary key: public.log.")]
    [InlineData(RiskLevel.Medium, "redis 5.0.3 with 19 MiB in /var/lib/redis runs here.")]
    [InlineData(RiskLevel.Medium, "Every user of the server may read /etc/shop.env (mode 644).")]
    [InlineData(RiskLevel.Medium, "shop-worker.service runs, and would not start at boot.")]
    [InlineData(RiskLevel.Medium, "node … (as bob) listens, and no service started it")]
    [InlineData(RiskLevel.Medium, "certbot renews the certificate of shop.example.net here.")]
    [InlineData(RiskLevel.Medium, "Old keys open the accounts of bob")]
    [InlineData(RiskLevel.Medium, "Its own are 1 cron job, 0 timers and 0 at jobs")]
    [InlineData(RiskLevel.Low, "Passwords of shop are kept as MD5.")]
    public async Task A_risk_is_found_and_comes_with_what_to_do(RiskLevel level, string what)
    {
        var risk = Assert.Single((await ShopServer.ReportAsync()).Risks, risk => risk.What.StartsWith(what, StringComparison.Ordinal));

        Assert.Equal(level, risk.Level);
        Assert.NotEmpty(risk.Advice);
    }

    [Fact]
    public async Task The_worst_risks_come_first()
    {
        var levels = (await ShopServer.ReportAsync()).Risks.Select(risk => risk.Level).ToList();

        Assert.Equal(levels.Order(), levels);
    }

    [Theory]
    [InlineData(60, null)]
    [InlineData(20, "The certificate of shop.example.net expires on 2026-12-11.")]
    [InlineData(-1, "The certificate of shop.example.net has expired on 2026-11-20.")]
    public async Task A_certificate_that_ends_soon_is_a_risk(int days, string? said)
    {
        var report = await ShopServer.ReportAsync(ShopServer.Answers(TimeSpan.FromDays(days)));

        Assert.Equal(said, report.Risks.FirstOrDefault(risk => risk.What.Contains("expire", StringComparison.Ordinal))?.What);
        Assert.Equal(["shop.example.net", "www.shop.example.net"], report.Seen.Certificates.Single().Names);
    }

    [Fact]
    public async Task A_machine_is_suggested_by_what_sysstat_saw_and_costed()
    {
        var size = (await ShopServer.ReportAsync()).Size;

        // 5 GiB available of 7.6 at the worst: 2.9 GiB in use and a quarter; 11 % of 4 processors is one.
        Assert.Equal("t3.medium", size.InstanceType);
        Assert.Equal(82, size.RootGiB);
        Assert.Equal(10, size.DatabaseGiB);
        Assert.Equal(size.Prices.Sum(price => price.Dollars), size.Monthly);
        Assert.InRange(size.Monthly!.Value, 30, 60);
    }

    [Fact]
    public async Task Without_a_record_of_the_load_the_machine_is_as_large_as_now()
    {
        var answers = ShopServer.Answers();
        answers["system"] = answers["system"].Replace("history=", "other=", StringComparison.Ordinal).Replace("uptime_s=40000000", "uptime_s=4000", StringComparison.Ordinal);

        var size = (await ShopServer.ReportAsync(answers)).Size;

        Assert.True(size.Cpus >= 4 && size.MemoryGiB >= 7, size.InstanceType);
    }

    [Fact]
    public async Task A_server_that_has_just_booted_is_not_taken_for_a_busy_one()
    {
        var answers = ShopServer.Answers();
        answers["system"] = answers["system"].Replace("history=", "other=", StringComparison.Ordinal).Replace("uptime_s=40000000", "uptime_s=60", StringComparison.Ordinal)
            .Replace("busy_percent=3", "busy_percent=100", StringComparison.Ordinal).Replace("memory_kib=8000000", "memory_kib=480000", StringComparison.Ordinal).Replace("cpus=4", "cpus=1", StringComparison.Ordinal);

        var size = (await ShopServer.ReportAsync(answers)).Size;

        Assert.Equal("t3.micro", size.InstanceType);
        Assert.Contains("too short a time", size.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_proposed_configuration_is_one_that_Baton_takes()
    {
        var report = await ShopServer.ReportAsync();
        var text = ProposedConfiguration.Write(report, "shop.example.net", new() { User = "bob", Port = 2222 }, null);

        var server = BatonFile.Parse(text, "baton.yaml").Servers.Single();

        Assert.Equal("shop", server.Name);
        Assert.Equal(("shop.example.net", "bob", 2222), (server.Source!.Host, server.Source.Ssh.User, server.Source.Ssh.Port));
        Assert.Equal("t3.medium", server.Target.InstanceType);
        Assert.Equal(["/srv/shop/uploads"], server.Folders);
        Assert.Equal(["shop.service", "shop-worker.service"], server.Services.Select(service => service.Unit));
        Assert.Equal(["cron.service", "certbot.timer"], server.Fenced);
        Assert.Equal([5000], server.Gate.Ports);
        Assert.Equal("nginx.service", server.Gate.Proxy);
        Assert.Equal("11/main", server.Postgres!.Cluster);
        Assert.Equal(["shop"], server.Postgres.Databases);
    }

    [Fact]
    public async Task Names_that_YAML_would_read_otherwise_are_quoted()
    {
        var answers = ShopServer.Answers();
        answers["postgres"] += "\ndatabase=11/main  yes: \"no\"  UTF8  C  C  c      1  0  0    0\n";
        answers["files"] += "changed=/srv/Ümlaut #1, {x}  3  shop  1795200000  3  3\n";

        var server = BatonFile.Parse(ProposedConfiguration.Write(await ShopServer.ReportAsync(answers), "x", new(), "i-0123"), "baton.yaml").Servers.Single();

        Assert.Contains("yes: \"no\"", server.Postgres!.Databases);
        Assert.Contains("/srv/Ümlaut #1, {x}", server.Folders);
        Assert.Equal("i-0123", server.Instance);
    }

    [Fact]
    public async Task A_cluster_without_a_name_leaves_a_configuration_that_Baton_takes()
    {
        var answers = ShopServer.Answers();
        answers["postgres"] = answers["postgres"].Replace("11/main", "/srv/pg/data", StringComparison.Ordinal);

        var server = BatonFile.Parse(ProposedConfiguration.Write(await ShopServer.ReportAsync(answers), "x", new(), null), "baton.yaml").Servers.Single();

        Assert.Null(server.Postgres!.Cluster);
        Assert.Equal(["shop"], server.Postgres.Databases);
    }

    [Fact]
    public async Task A_script_that_breaks_leaves_a_report_that_says_so()
    {
        var answers = ShopServer.Answers();
        answers.Remove("postgres");

        var seen = await ShopServer.LookAsync(answers);

        Assert.Contains(seen.Unseen, unseen => unseen.Area == "PostgreSQL");
        Assert.NotEmpty(seen.Sites);
    }

    [Fact]
    public async Task A_bare_server_is_called_bare()
    {
        var report = await ShopServer.ReportAsync(new() { ["system"] = ShopServer.Answers()["system"] });

        Assert.StartsWith("Nothing that Baton knows as an application", report.Questions[0].Answers[0], StringComparison.Ordinal);
        Assert.Null(report.Usage);
        Assert.Empty(BatonFile.Parse(ProposedConfiguration.Write(report, "bare", new(), null), "baton.yaml").Servers.Single().Services);
    }

    [Fact]
    public async Task What_a_server_says_of_itself_is_text_in_every_form_of_the_report()
    {
        var answers = ShopServer.Answers();
        answers["services"] += "\nunit=evil.service  active  enabled  yes  <script>alert(1)</script> [red]x[/] | y\n";
        var report = await ShopServer.ReportAsync(answers);
        var page = AssessmentPage.Of(report, "servers:\n");
        var terminal = new CapturedTerminal();

        TerminalReport.Show(terminal.AnswerConsole, page);
        var html = HtmlAssessment.Write(page);
        var markdown = MarkdownReport.Write(page);

        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Contains("\\<script\\>alert(1)\\</script\\> \\[red\\]x\\[/\\] \\| y", markdown, StringComparison.Ordinal);
        Assert.Contains("[red]x[/]", terminal.Answered, StringComparison.Ordinal);
        Assert.All(page.Sections, section => Assert.Contains(section.Heading, terminal.Answered, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_JSON_holds_everything_with_names_for_levels()
    {
        var report = await ShopServer.ReportAsync();
        var json = JsonSerializer.Serialize(new() { Report = report, Configuration = "x" }, AssessmentJson.Plain.AssessmentDocument);

        using var document = JsonDocument.Parse(json);

        var said = document.RootElement.GetProperty("report");
        Assert.Equal("high", said.GetProperty("risks")[0].GetProperty("level").GetString());
        Assert.Equal("11/main", said.GetProperty("seen").GetProperty("clusters")[0].GetProperty("name").GetString());
        Assert.Equal("shop.service", said.GetProperty("seen").GetProperty("processes")[0].GetProperty("unit").GetString());
    }
}
