using System.Globalization;
using Baton.Rehearsals.Documents;
using Baton.Rehearsals.Reports;
using Spectre.Console;

namespace Baton.Rehearsals;

/// <summary>The verdict for a person at a terminal.</summary>
internal static class Summary
{
    public static void Show(IAnsiConsole console, RehearsalDocument document)
    {
        var good = document.Outcome == "succeeded";
        console.WriteLine();
        console.MarkupLine(good ? "[bold green]✓ The rehearsal succeeded.[/]" : "[bold red]✗ The rehearsal failed.[/]");
        foreach (var problem in document.Problems)
        {
            console.MarkupLine($"  [red]{Markup.Escape(problem)}[/]");
        }

        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumn(new TableColumn("").PadRight(3)).AddColumn("");
        Witness(table, document);
        Machines(table, document);
        Migration(table, document);
        console.Write(table);
        foreach (var complaint in document.Witness?.Complaints ?? [])
        {
            console.MarkupLine($"  [yellow]{Markup.Escape(complaint)}[/]");
        }

        console.MarkupLine($"  [dim]report[/] {Markup.Escape(document.Report ?? "none")}");
    }

    private static void Witness(Table table, RehearsalDocument document)
    {
        if (document.Witness is not { } witness)
        {
            return;
        }

        var lost = witness.LostAcknowledgedWrites + witness.LostUploads;
        Row(table, "acknowledged writes", $"{N(witness.AcknowledgedWrites)} and {N(witness.AcknowledgedUploads)} documents");
        Row(table, "lost, doubled", $"[{Colour(lost == 0)}]{N(lost)}[/], [{Colour(witness.DuplicatedWrites == 0)}]{N(witness.DuplicatedWrites)}[/]");
        Row(table, "failed requests", $"[{Colour(witness.FailedRequests == 0)}]{N(witness.FailedRequests)}[/] of {N(witness.Requests)} (keep-alive {N(witness.KeepAlive.FailedRequests)}, connection per request {N(witness.ConnectionPerRequest.FailedRequests)})");
        Row(table, "longest gap", $"writes [bold]{N(witness.LongestWriteGapMs)} ms[/], reads {N(witness.LongestReadGapMs)} ms");
    }

    private static void Machines(Table table, RehearsalDocument document)
    {
        if (document.Image is { } image)
        {
            Row(table, "image", Markup.Escape($"{image.ImageId}, {image.Consistency}-consistent, writes paused {image.WritePauseMs:N0} ms, verdict: {document.Verify?.Verdict ?? "none"}"));
        }

        if (document is { Before: { } before, After: { } after })
        {
            Row(table, "server", Markup.Escape($"{before.InstanceType} with {N(before.MemoryMiB)} MiB → {after.InstanceType} with {N(after.MemoryMiB)} MiB, at {after.Address}"));
        }

        foreach (var kill in document.Kills)
        {
            Row(table, "killed", Markup.Escape($"in {kill.Step} of {kill.Run}, then {kill.Then}"));
        }

        Row(table, "left over", document.Leftovers.Count == 0 ? "nothing" : Markup.Escape(string.Join(", ", document.Leftovers)));
        if (document.Cost is { } cost)
        {
            Row(table, "on AWS", $"about ${cost.Story.ToString("F3", CultureInfo.InvariantCulture)} for this story");
        }
    }

    private static void Migration(Table table, RehearsalDocument document)
    {
        if (document.Dns is { } dns)
        {
            Row(table, "name", Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{dns.Name}: {dns.TtlBefore} s → {dns.TtlDuring} s, waited {dns.WaitedSeconds} s; the new address was everywhere after {dns.ConvergedSeconds} s")));
        }

        if (document.Test is { } test)
        {
            Row(table, "trial on a copy", Markup.Escape($"{test.Verdict}; {N(test.AnswersCompared)} answers compared with the old server's, {N(test.Differences.Count)} differ"));
        }

        if (document is { Baseline: { } usual, Witness: { } witness, Amounts: { } amounts })
        {
            Row(table, "the usual way", Markup.Escape(string.Create(
                CultureInfo.InvariantCulture,
                $"no write for {usual.OutageMs:N0} ms (here {witness.LongestWriteGapMs:N0}), {usual.FailedRequests:N0} failed requests (here {witness.FailedRequests:N0}), {usual.TotalSeconds:N0} s in all (here {document.Stages.Sum(static stage => stage.Seconds):N0}), {MigrationSections.Bytes(usual.BytesMoved)} moved (here {MigrationSections.Bytes(amounts.Bytes)})")));
            Row(table, "with more data", Markup.Escape(MigrationSections.Growth(usual, amounts)));
        }

        foreach (var size in document.OtherSizes)
        {
            Row(table, "another size", Markup.Escape(string.Create(
                CultureInfo.InvariantCulture,
                $"{size.Amounts.Rows:N0} rows, {size.Amounts.Files:N0} files of {size.Amounts.FileKiB:N0} KiB: no write for {size.LongestWriteGapMs:N0} ms{(size.OutageMs is { } outage ? string.Create(CultureInfo.InvariantCulture, $", the usual way {outage:N0} ms") : "")}")));
        }
    }

    private static void Row(Table table, string name, string markup) => table.AddRow($"  [dim]{name}[/]", markup);

    private static string Colour(bool good) => good ? "green" : "red";

    private static string N(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
