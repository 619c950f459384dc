using System.Text.Json;
using Baton.Rehearsals.Documents;

namespace Baton.Rehearsals;

/// <summary>What the kept documents of earlier rehearsals say of other amounts of data: only what was measured tells how an outage grows.</summary>
internal static class EarlierSizes
{
    private const int Most = 200;

    /// <param name="folder">The folder of all rehearsals, one folder each, whose names begin with the time.</param>
    public static IReadOnlyList<SizeResult> Find(string folder, RehearsalDocument now) =>
    [
        .. Directory.EnumerateDirectories(folder)
            .OrderDescending(StringComparer.Ordinal)
            .Take(Most)
            .Select(static path => Read(Path.Combine(path, "rehearsal.json")))
            .OfType<RehearsalDocument>()
            .Where(document => IsLike(document, now))
            .Select(static document => new SizeResult
            {
                Rehearsal = document.Rehearsal,
                Amounts = document.Amounts!,
                LongestWriteGapMs = document.Witness!.LongestWriteGapMs,
                WritePauseMs = document.WritePauseMs,
                OutageMs = document.Baseline?.OutageMs,
            })
            .DistinctBy(static size => (size.Amounts.Rows, size.Amounts.Files, size.Amounts.FileKiB))
            .OrderBy(static size => size.Amounts.Rows + ((long)size.Amounts.Files * size.Amounts.FileKiB)),
    ];

    /// <summary>The same story by the same way, with another amount, and nobody was killed in it.</summary>
    private static bool IsLike(RehearsalDocument document, RehearsalDocument now) =>
        document is { Outcome: "succeeded", Story: "migrate", Amounts: not null, Witness: not null, Kills: [] }
        && (document.Database, document.Maintenance, document.Accelerator) == (now.Database, now.Maintenance, now.Accelerator)
        && now.Amounts is { } amounts && !IsSame(document.Amounts, amounts);

    private static bool IsSame(MigrationAmounts one, MigrationAmounts other) => (one.Rows, one.Files, one.FileKiB) == (other.Rows, other.Files, other.FileKiB);

    private static RehearsalDocument? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), RehearsalJson.Plain.RehearsalDocument);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            // One that was cut off, or of another version: it has nothing to say here.
            return null;
        }
    }
}
