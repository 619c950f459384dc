using System.Xml.Linq;
using Baton.Rehearsals.Documents;
using Baton.Rehearsals.Reports;
using Baton.Rehearsals.Witnessing;

namespace Baton.Tests.Rehearsals;

public sealed class MigrationReportTests
{
    private const string Old = "127.42.0.1";
    private const string New = "127.42.0.2";

    [Fact]
    public void The_report_shows_the_name_the_stages_and_the_usual_way()
    {
        var html = Report();

        Assert.Contains("lowered from 30 s to 5 s", html, StringComparison.Ordinal);
        Assert.Contains("users who never ask again", html, StringComparison.Ordinal);
        Assert.Contains("dns lower", html, StringComparison.Ordinal);
        Assert.Contains("Beside the usual way", html, StringComparison.Ordinal);
        Assert.Contains("12 s of the usual outage were pg_dump | gzip (4 s), zcat | psql (8 s), which grow with the data, and 3 s did not", html, StringComparison.Ordinal);
        Assert.Contains("8,000</td><td>1,500 of 64 KiB</td><td>950 ms</td><td>not measured</td>", html, StringComparison.Ordinal);
        Assert.Contains("difference at /: text", html, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "report-migrate.html"), html);
    }

    [Fact]
    public void Every_picture_is_well_formed()
    {
        var html = Report();
        var pictures = html.Split("<svg").Skip(1).Select(static part => XElement.Parse("<svg" + part[..(part.IndexOf("</svg>", StringComparison.Ordinal) + 6)])).ToList();

        Assert.Equal(4, pictures.Count);
        Assert.All(pictures, static picture => Assert.NotEmpty(picture.Elements()));
    }

    private static string Report()
    {
        var requests = Enumerable.Range(0, 1200).Select(static n => new SeenRequest
        {
            Kind = n % 2 == 0 ? RequestKind.Write : RequestKind.Read,
            KeepsConnection = n % 3 == 0,
            Client = $"c{n % 8}",
            Number = n,
            Began = TimeSpan.FromSeconds(n / 10.0),
            Ended = TimeSpan.FromSeconds(n / 10.0),
            Stale = n % 8 >= 4,
            To = n % 8 >= 4 || n < 640 ? Old : New,
        });
        var record = new WitnessRecord(new(2026, 11, 21, 9, 31, 0, TimeSpan.Zero), TimeSpan.FromSeconds(120), [.. requests]);
        var document = new RehearsalDocument
        {
            Outcome = "succeeded",
            Rehearsal = "rehearse-20261121-0931-k3f9",
            Story = "migrate",
            StartedAt = record.StartedAt,
            DurationMs = 300_000,
            Witness = new()
            {
                AcknowledgedWrites = 600, LostAcknowledgedWrites = 0, DuplicatedWrites = 0, Requests = 1200, FailedRequests = 0, LongestWriteGapMs = 900, LongestReadGapMs = 800, AcknowledgedUploads = 10,
                LostUploads = 0, KeepAlive = new(400, 0), ConnectionPerRequest = new(800, 0), StaleAddress = new(600, 0), Complaints = [],
            },
            Stages = [new("prepare", 200), new("sync", 40), new("dns lower", 33), new("cutover", 20)],
            Phases = [new("dns lower", 10_000, 33_000), new("cutover", 50_000, 20_000)],
            Dns = new()
            {
                Name = "www.payroll.example", OldAddress = Old, NewAddress = New, TtlBefore = 30, TtlDuring = 5, WaitedSeconds = 30, ConvergedSeconds = 4.8, LastClientSeconds = 3.9,
                Changes = [new(0, NameObserver.Authority, Old, 30), new(200, NameObserver.Resolver, Old, null), new(12_000, NameObserver.Authority, Old, 5), new(60_000, NameObserver.Authority, New, 5), new(64_000, NameObserver.Resolver, New, null)],
            },
            Amounts = new() { Rows = 800, Files = 150, FileKiB = 64, BytesSynced = 60 * 1024 * 1024, BytesAtCutover = 300 * 1024 },
            OtherSizes = [new() { Rehearsal = "rehearse-20261120-0931-aaaa", Amounts = new() { Rows = 8000, Files = 1500, FileKiB = 64 }, LongestWriteGapMs = 950, OutageMs = 80_000 }],
            Test = new("passed", 3) { Differences = ["difference at /: text"] },
            Baseline = new()
            {
                OutageMs = 21_000, TotalSeconds = 100, BytesMoved = 11 * 1024 * 1024, Requests = 500, FailedRequests = 200, AcknowledgedWrites = 100, LostAcknowledgedWrites = 0,
                Steps = [new("maintenance page", 2, false), new("pg_dump | gzip", 4, true), new("zcat | psql", 8, true), new("DNS", 1, false)],
            },
        };
        return HtmlReport.Write(document, record, []);
    }
}
