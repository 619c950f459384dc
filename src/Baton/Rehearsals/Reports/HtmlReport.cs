using System.Globalization;
using System.Net;
using System.Text;
using Baton.Rehearsals.Documents;
using Baton.Rehearsals.Witnessing;

namespace Baton.Rehearsals.Reports;

/// <summary>The report for people: one file that needs nothing beside it.</summary>
internal static class HtmlReport
{
    private static readonly TimeSpan s_around = TimeSpan.FromSeconds(4);

    public static string Write(RehearsalDocument document, WitnessRecord record, IReadOnlyList<TimedStep> steps)
    {
        var good = document.Outcome == "succeeded";
        var html = new StringBuilder();
        html.Append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.Append(CultureInfo.InvariantCulture, $"<title>{Text(Headline(document))}</title><style>{ReportStyle.Css}</style><main>");
        html.Append(CultureInfo.InvariantCulture, $"<header><span class=\"mark {(good ? "good" : "bad")}\">{(good ? "✓" : "✗")}</span><div><h1>{Text(Headline(document))}</h1>");
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"soft\">{document.Rehearsal} · {document.StartedAt:yyyy-MM-dd HH:mm} UTC · {document.DurationMs / 1000:N0} s{(document.Accelerator is { } kind ? $" · QEMU by {Text(kind.ToUpperInvariant())}" : "")}</p></div></header>");
        Tiles(html, document);
        Problems(html, document);
        Switch(html, document.Story == "migrate" ? "by its name" : "through the Elastic IP", record, record.LongestWriteGap, steps);
        if (document.Story == "migrate")
        {
            MigrationSections.Write(html, document, record);
        }

        Whole(html, document, record);
        Machines(html, document);
        Rest(html, document);
        html.Append("</main></html>\n");
        return html.ToString();
    }

    private static string Headline(RehearsalDocument document) => document switch
    {
        { Outcome: "succeeded", Story: "migrate", Rollback: not null } => "Migrated and backed out live; nothing was lost",
        { Outcome: "succeeded", Story: "migrate" } => "Migrated live; nothing was lost",
        { Outcome: "succeeded", Rollback: not null } => "Resized and rolled back live; nothing was lost",
        { Outcome: "succeeded" } => "Resized live; nothing was lost",
        { Witness.NothingLost: false } => "Writes were lost or doubled",
        _ => "The rehearsal failed",
    };

    private static void Tiles(StringBuilder html, RehearsalDocument document)
    {
        if (document.Witness is not { } witness)
        {
            return;
        }

        html.Append("<section class=\"tiles\">");
        Tile(html, N(witness.AcknowledgedWrites), "writes acknowledged", null);
        Tile(html, N(witness.LostAcknowledgedWrites + witness.LostUploads), "lost", witness.LostAcknowledgedWrites + witness.LostUploads == 0);
        Tile(html, N(witness.DuplicatedWrites), "doubled", witness.DuplicatedWrites == 0);
        Tile(html, $"{N(witness.FailedRequests)} <small>of {N(witness.Requests)}</small>", "requests failed", witness.FailedRequests == 0);
        Tile(html, $"{N(witness.LongestWriteGapMs)} <small>ms</small>", "longest gap for writes", null);
        Tile(html, $"{N(witness.LongestReadGapMs)} <small>ms</small>", "longest gap for reads", null);
        if (document.Baseline is { } usual)
        {
            Tile(html, $"{N((int)usual.OutageMs)} <small>ms</small>", "the same gap in the usual way", null);
        }

        if (document.Dns?.ConvergedSeconds is { } converged)
        {
            Tile(html, $"{converged.ToString("0.#", CultureInfo.InvariantCulture)} <small>s</small>", "until the name had moved", null);
        }

        if (document.Image is { } image)
        {
            Tile(html, $"{N((int)image.WritePauseMs)} <small>ms</small>", $"write pause of the {Text(image.Consistency)}-consistent image", null);
        }

        html.Append("</section>");
    }

    private static void Tile(StringBuilder html, string value, string name, bool? good) =>
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"{(good switch { true => "good", false => "bad", null => "" })}\"><b>{value}</b><span>{name}</span></div>");

    private static void Problems(StringBuilder html, RehearsalDocument document)
    {
        var all = document.Problems.Concat(document.Witness?.Complaints ?? []).ToList();
        if (all.Count > 0)
        {
            html.Append("<section class=\"problems\"><h2>What went wrong</h2><ul>").AppendJoin("", all.Select(line => $"<li>{Text(line)}</li>")).Append("</ul></section>");
        }
    }

    private static void Switch(StringBuilder html, string way, WitnessRecord record, Gap gap, IReadOnlyList<TimedStep> steps)
    {
        var (from, to) = (gap.Start - s_around, gap.Start + gap.Length + s_around);
        var window = Timeline.Of(record, from, to, TimeSpan.FromMilliseconds(100));
        var shown = steps.Where(step => step.Start < window.End && step.Start + step.Length > window.Start).ToList();
        html.Append(CultureInfo.InvariantCulture, $"<section><h2>The switch</h2><p class=\"soft\">What {record.Requests.Select(static request => request.Client).Distinct().Count()} clients got {way} while the server was moved, and what Baton did meanwhile. Seconds count from the start of the witness.</p>");
        html.Append(new TimelinePicture(window, gap, shown).Draw()).Append("</section>");
    }

    private static void Whole(StringBuilder html, RehearsalDocument document, WitnessRecord record)
    {
        var slice = TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(record.Duration.TotalSeconds / 240)));
        var window = Timeline.Of(record, TimeSpan.Zero, record.Duration, slice);
        var phases = document.Phases.Where(static phase => phase.StartMs + phase.DurationMs > 0)
            .Select(static phase => new TimedStep("", phase.Name, TimeSpan.FromMilliseconds(phase.StartMs), TimeSpan.FromMilliseconds(phase.DurationMs)));
        html.Append("<section><h2>The whole story</h2>").Append(new TimelinePicture(window, null, [.. phases]).Draw()).Append("</section>");
    }

    private static void Machines(StringBuilder html, RehearsalDocument document)
    {
        if (document is { Before: { } before, After: { } after })
        {
            html.Append("<section><h2>The server</h2><table><tr><th></th><th>before</th><th>after</th></tr>");
            Row(html, "instance", before.InstanceId, after.InstanceId);
            Row(html, "type", before.InstanceType, after.InstanceType);
            Row(html, "memory, as the guest sees it", $"{N(before.MemoryMiB)} MiB", $"{N(after.MemoryMiB)} MiB");
            Row(html, "address", before.Address, after.Address);
            html.Append("</table></section>");
        }
    }

    private static void Rest(StringBuilder html, RehearsalDocument document)
    {
        html.Append("<section><h2>Afterwards</h2><table>");
        if (document.Witness is { } witness)
        {
            Row(html, "clients that keep their connection", $"{N(witness.KeepAlive.Requests)} requests, {N(witness.KeepAlive.FailedRequests)} failed");
            Row(html, "clients with a connection per request", $"{N(witness.ConnectionPerRequest.Requests)} requests, {N(witness.ConnectionPerRequest.FailedRequests)} failed");
            if (witness.StaleAddress is { } stale)
            {
                Row(html, "clients that never asked for the address again", $"{N(stale.Requests)} requests, {N(stale.FailedRequests)} failed");
            }

            Row(html, "uploaded documents", $"{N(witness.AcknowledgedUploads)} acknowledged, {N(witness.LostUploads)} lost");
        }

        if (document.Image is { } image)
        {
            Row(html, "image", $"{image.ImageId}, verdict: {document.Verify?.Verdict ?? "none"}");
        }

        Row(html, "left over", document.Leftovers.Count == 0 ? "nothing" : string.Join("; ", document.Leftovers));
        if (document.Cost is { } cost)
        {
            Row(html, "this would have cost on AWS", $"${cost.Story:F3}; the server ${cost.MonthlyBefore:F2} → ${cost.MonthlyAfter:F2} per month ({cost.Basis})");
        }

        html.Append("</table></section>");
    }

    private static void Row(StringBuilder html, params IEnumerable<string> cells) =>
        html.Append("<tr>").AppendJoin("", cells.Select(cell => $"<td>{Text(cell)}</td>")).Append("</tr>");

    private static string N(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}
