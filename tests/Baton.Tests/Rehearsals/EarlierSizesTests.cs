using System.Text.Json;
using Baton.Rehearsals;
using Baton.Rehearsals.Documents;
using Baton.Rehearsals.Witnessing;

namespace Baton.Tests.Rehearsals;

public sealed class EarlierSizesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("baton-sizes-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_latest_of_each_other_amount_is_told_and_what_is_unlike_is_not()
    {
        Keep("rehearse-1", Document(rows: 8000, gap: 700));
        Keep("rehearse-2", Document(rows: 8000, gap: 900));
        Keep("rehearse-3", Document(rows: 800, gap: 950));
        Keep("rehearse-4", Document(rows: 16000, gap: 950) with { Outcome = "failed" });
        Keep("rehearse-5", Document(rows: 16000, gap: 950) with { Database = "dump" });
        Keep("rehearse-6", Document(rows: 16000, gap: 950) with { Story = "resize" });
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "rehearse-7")).FullName, "rehearsal.json"), "{\"cut");
        Directory.CreateDirectory(Path.Combine(_folder, "rehearse-8"));

        var size = Assert.Single(EarlierSizes.Find(_folder, Document(rows: 800, gap: 1000)));

        Assert.Equal(("rehearse-2", 8000, 900.0, (double?)40_000), (size.Rehearsal, size.Amounts.Rows, size.LongestWriteGapMs, size.OutageMs));
    }

    private void Keep(string name, RehearsalDocument document) => File.WriteAllBytes(
        Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, name)).FullName, "rehearsal.json"),
        JsonSerializer.SerializeToUtf8Bytes(document with { Rehearsal = name }, RehearsalJson.Plain.RehearsalDocument));

    private static RehearsalDocument Document(int rows, int gap) => new()
    {
        Outcome = "succeeded", Rehearsal = "now", Story = "migrate", StartedAt = default, DurationMs = 1,
        Amounts = new() { Rows = rows, Files = 150, FileKiB = 64 },
        Witness = new()
        {
            AcknowledgedWrites = 600, LostAcknowledgedWrites = 0, DuplicatedWrites = 0, Requests = 1200, FailedRequests = 0, LongestWriteGapMs = gap, LongestReadGapMs = 800, AcknowledgedUploads = 10,
            LostUploads = 0, KeepAlive = new(400, 0), ConnectionPerRequest = new(800, 0), StaleAddress = new(600, 0), Complaints = [],
        },
        Baseline = new() { OutageMs = 40_000, TotalSeconds = 100, BytesMoved = 1, Requests = 500, FailedRequests = 200, AcknowledgedWrites = 100, LostAcknowledgedWrites = 0 },
    };
}
