using System.Xml.Linq;
using Baton.Rehearsals.Documents;
using Baton.Rehearsals.Reports;
using Baton.Rehearsals.Witnessing;

namespace Baton.Tests.Rehearsals;

public sealed class HtmlReportTests
{
    [Fact]
    public void The_report_shows_the_gap_and_the_steps_around_it()
    {
        var html = Report(lost: 0);
        Assert.Contains("no write acknowledged for 1,", html, StringComparison.Ordinal);
        Assert.Contains(">promote<", html, StringComparison.Ordinal);
        Assert.DoesNotContain(">long-before<", html, StringComparison.Ordinal);
        Assert.Contains("Resized live; nothing was lost", html, StringComparison.Ordinal);
        Leave(html, "report-good.html");
    }

    [Fact]
    public void Every_picture_is_well_formed()
    {
        var html = Report(lost: 2);
        var from = 0;
        var pictures = 0;
        while ((from = html.IndexOf("<svg", from, StringComparison.Ordinal)) >= 0)
        {
            var to = html.IndexOf("</svg>", from, StringComparison.Ordinal) + "</svg>".Length;
            Assert.NotEmpty(XElement.Parse(html[from..to]).Elements());
            from = to;
            pictures++;
        }

        Assert.Equal(2, pictures);
    }

    [Fact]
    public void A_loss_is_the_headline_and_what_others_wrote_is_escaped()
    {
        var html = Report(lost: 2);
        Assert.Contains("Writes were lost or doubled", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
    }

    private static string Report(int lost)
    {
        var record = Record();
        var document = new RehearsalDocument
        {
            Outcome = lost == 0 ? "succeeded" : "failed",
            Rehearsal = "rehearse-20261121-0931-k3f9",
            Story = "resize",
            StartedAt = record.StartedAt,
            DurationMs = 141_000,
            Accelerator = "qemu, tcg",
            Witness = new()
            {
                AcknowledgedWrites = 912,
                LostAcknowledgedWrites = lost,
                DuplicatedWrites = 0,
                Requests = 1830,
                FailedRequests = 0,
                LongestWriteGapMs = (int)record.LongestWriteGap.Length.TotalMilliseconds,
                LongestReadGapMs = (int)record.LongestReadGap.Length.TotalMilliseconds,
                AcknowledgedUploads = 30,
                LostUploads = 0,
                KeepAlive = new(915, 0),
                ConnectionPerRequest = new(915, 0),
                Complaints = lost == 0 ? [] : ["<script>w-1 #7</script> is lost"],
            },
            Image = new("ami-0123456789abcdef0", "application", 143),
            Verify = new("proved"),
            Before = Facts("i-0aaaaaaaaaaaaaaaa", "t3.micro", 957),
            After = Facts("i-0bbbbbbbbbbbbbbbb", "t3.medium", 3905),
            Cost = new(0.021m, 7.59m, 30.37m, "us-east-1, on demand"),
            Phases = [new("image", 3000, 9000), new("verify", 12_000, 14_000), new("resize", 26_000, 31_000)],
        };
        TimedStep[] steps =
        [
            new("resize", "long-before", TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4)),
            new("resize", "catch-up", TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(9.6)),
            new("resize", "close-gate", TimeSpan.FromSeconds(29.8), TimeSpan.FromMilliseconds(60)),
            new("resize", "stop-services", TimeSpan.FromSeconds(29.9), TimeSpan.FromMilliseconds(280)),
            new("resize", "promote", TimeSpan.FromSeconds(30.2), TimeSpan.FromMilliseconds(610)),
            new("resize", "open-gate", TimeSpan.FromSeconds(30.9), TimeSpan.FromMilliseconds(90)),
            new("resize", "move-address", TimeSpan.FromSeconds(31.1), TimeSpan.FromMilliseconds(420)),
        ];
        return HtmlReport.Write(document, record, steps);
    }

    private static ServerFacts Facts(string id, string type, int memory) => new() { InstanceId = id, InstanceType = type, MemoryMiB = memory, Address = "127.42.0.7" };

    /// <summary>A minute of steady requests with a hole from 30 s to a little after 31 s.</summary>
    private static WitnessRecord Record()
    {
        var requests = Enumerable.Range(0, 900).Select(static n => (Kind: n % 2 == 0 ? RequestKind.Write : RequestKind.Read, At: n / 15.0 + n * 7 % 11 / 100.0))
            .Where(static request => request.At is < 30 or > 31.1)
            .Select(static (request, n) => new SeenRequest
            {
                Kind = request.Kind,
                KeepsConnection = n % 3 == 0,
                Client = $"c{n % 8}",
                Number = n,
                Began = TimeSpan.FromSeconds(request.At),
                Ended = TimeSpan.FromSeconds(request.At),
            });
        return new(new(2026, 11, 21, 9, 31, 0, TimeSpan.Zero), TimeSpan.FromSeconds(60), [.. requests.OrderBy(static request => request.Ended)]);
    }

    /// <summary>Where a person can look at it after a test run.</summary>
    private static void Leave(string html, string name) => File.WriteAllText(Path.Combine(AppContext.BaseDirectory, name), html);
}
