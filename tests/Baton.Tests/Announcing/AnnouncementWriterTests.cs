using System.Net.Mail;
using System.Text;
using Baton.Engine.Problems;
using Baton.Operations.Announcing;
using Baton.Operations.Announcing.Smtp;

namespace Baton.Tests.Announcing;

public sealed class AnnouncementWriterTests
{
    private static readonly Happening s_happening = new()
    {
        Service = "Payroll",
        Url = "https://payroll.example.com",
        Contact = "Ms Noone <support@example.com>",
        Start = new(2026, 11, 28, 21, 0, 0, TimeSpan.Zero),
        Length = TimeSpan.FromMinutes(30),
        Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"),
    };

    public static TheoryData<string, string, bool> All
    {
        get
        {
            var data = new TheoryData<string, string, bool>();
            foreach (var phase in Enum.GetValues<AnnouncePhase>())
            {
                foreach (var audience in Enum.GetValues<Audience>())
                {
                    data.Add(phase.ToString(), audience.ToString(), false);
                    data.Add(phase.ToString(), audience.ToString(), true);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Each_of_Batons_texts_is_complete(string phase, string audience, bool outage)
    {
        var text = AnnouncementWriter.Write(s_happening with { Outage = outage }, Enum.Parse<AnnouncePhase>(phase), Enum.Parse<Audience>(audience), null, "ours");

        Assert.DoesNotContain('{', text.Subject + text.Body);
        Assert.Contains("Ms Noone", text.Body, StringComparison.Ordinal);
        if (phase == "Before")
        {
            Assert.Contains("Saturday, November 28, 2026, from 10:00pm to 10:30pm (Europe/Berlin, UTC+1)", text.Body, StringComparison.Ordinal);
            Assert.Contains("30 minutes", text.Body, StringComparison.Ordinal);
        }

        if (audience == "Users")
        {
            Assert.Matches("kept|safe|is there", text.Body);
        }
    }

    [Fact]
    public void A_text_of_ones_own_is_filled_in()
    {
        var text = AnnouncementWriter.Write(s_happening, AnnouncePhase.Before, Audience.Users, "Subject: {service}, {day}\r\n\r\nBis {until}, {duration}. {url}\r\n", "own.txt");

        Assert.Equal(new("Payroll, Saturday, November 28, 2026", "Bis 10:30pm on Saturday, November 28, 2026 (Europe/Berlin, UTC+1), 30 minutes. https://payroll.example.com\n"), text);
    }

    [Theory]
    [InlineData("Subject: x\n\nWe begin at midnight.", "BTN0910")]
    [InlineData("Subject: at 12:00\n\nx", "BTN0910")]
    [InlineData("Subject: x\n\n{whenn}", "BTN0911")]
    [InlineData("no subject\n\nx", "BTN0922")]
    [InlineData("Subject: x\n\n", "BTN0922")]
    [InlineData("Subject: x\nBcc: everybody@example.com\n\nx", "BTN0922")]
    public void A_text_that_would_mislead_is_refused(string template, string code) =>
        Assert.Equal(code, Assert.Throws<BatonException>(() => AnnouncementWriter.Write(s_happening, AnnouncePhase.Before, Audience.Users, template, "own.txt")).Problems[0].Code);

    [Fact]
    public void What_comes_from_the_configuration_is_checked_too()
    {
        var problem = Assert.Throws<BatonException>(() => AnnouncementWriter.Write(s_happening with { Contact = "the desk, open until 24:00" }, AnnouncePhase.After, Audience.Users, null, "ours")).Problems[0];

        Assert.Equal("BTN0910", problem.Code);
    }

    [Fact]
    public void A_mail_is_plain_MIME_and_its_headers_cannot_be_broken_out_of()
    {
        var message = SmtpMessage.Compose(
            new("ops@example.com", "Zahltag Süd"), new MailAddress("ann@example.com"), new("Grüße\r\nBcc: evil@example.com – ein langer Betreff, der nicht in ein Wort passt", ".\r\nZeile äöü\r\n"), "run.mail-1", s_happening.Start);

        var headers = message[..message.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
        Assert.DoesNotContain("\r\nBcc", headers, StringComparison.Ordinal);
        Assert.All(headers.Split("\r\n"), line => Assert.True(line.Length <= 78 && line.All(char.IsAscii), line));
        Assert.Contains("Message-ID: <run.mail-1@example.com>", headers, StringComparison.Ordinal);
        Assert.Equal(".\r\nZeile äöü\r\n", Encoding.UTF8.GetString(Convert.FromBase64String(message[(headers.Length + 4)..].Replace("\r\n", "", StringComparison.Ordinal))));
    }

    [Fact]
    public void Snippets_are_HTML_whatever_the_names_are()
    {
        var evil = s_happening with { Service = "<script>x</script>", Contact = "a & b", Outage = true };

        Assert.DoesNotContain("<script>", Snippets.Banner(evil, AnnouncePhase.Before) + Snippets.MaintenancePage(evil), StringComparison.Ordinal);
        Assert.Contains("Retry-After: 1800", Snippets.MaintenancePage(evil), StringComparison.Ordinal);
        Assert.Contains("10:30pm on Saturday", Snippets.MaintenancePage(evil), StringComparison.Ordinal);
    }
}
