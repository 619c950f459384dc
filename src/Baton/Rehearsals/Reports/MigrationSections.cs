using System.Globalization;
using System.Net;
using System.Text;
using Baton.Rehearsals.Documents;
using Baton.Rehearsals.Witnessing;

namespace Baton.Rehearsals.Reports;

/// <summary>What the report of a migration has beyond that of a resize: its stages, its name, and the usual way beside it.</summary>
internal static class MigrationSections
{
    private static readonly TimeSpan s_around = TimeSpan.FromSeconds(12);

    public static void Write(StringBuilder html, RehearsalDocument document, WitnessRecord record)
    {
        Names(html, document, record);
        Compare(html, document);
        Sizes(html, document);
        Test(html, document);
        Stages(html, document);
    }

    private static void Names(StringBuilder html, RehearsalDocument document, WitnessRecord record)
    {
        if (document.Dns is not { } dns || Moved(dns) is not { } moved)
        {
            return;
        }

        html.Append("<section><h2>The name</h2><p class=\"soft\">").Append(Text(string.Create(
            CultureInfo.InvariantCulture,
            $"{dns.Name}: its time to live was lowered from {dns.TtlBefore} s to {dns.TtlDuring} s, and {dns.WaitedSeconds} s were waited for caches to forget the old one. All name servers and resolvers gave the new address {dns.ConvergedSeconds} s after the change; the last user who asks again came to it after {dns.LastClientSeconds} s.")));
        html.Append("</p>");
        var end = moved + TimeSpan.FromSeconds((dns.ConvergedSeconds ?? 0) + (dns.LastClientSeconds ?? 0)) + s_around;
        var start = moved - s_around < TimeSpan.Zero ? TimeSpan.Zero : moved - s_around;
        html.Append(new DnsPicture(dns, record, start, end < record.Duration ? end : record.Duration).Draw());
        html.Append("<p class=\"soft\">The whole story</p>").Append(new DnsPicture(dns, record, TimeSpan.Zero, record.Duration).Draw()).Append("</section>");
    }

    private static TimeSpan? Moved(DnsResult dns) =>
        dns.Changes.FirstOrDefault(change => change.Who == NameObserver.Authority && change.Address == dns.NewAddress) is { } change ? TimeSpan.FromMilliseconds(change.AtMs) : null;

    private static void Compare(StringBuilder html, RehearsalDocument document)
    {
        if (document is not { Baseline: { } usual, Witness: { } witness, Amounts: { } amounts })
        {
            return;
        }

        html.Append("<section><h2>Beside the usual way</h2><table><tr><th></th><th>Baton</th><th>maintenance page, dump, copy, load, DNS</th></tr>");
        Row(html, "no write acknowledged for", Milliseconds(witness.LongestWriteGapMs), Milliseconds(usual.OutageMs));
        Row(html, "failed requests", $"{N(witness.FailedRequests)} of {N(witness.Requests)}", $"{N(usual.FailedRequests)} of {N(usual.Requests)}");
        Row(html, "acknowledged writes lost", N(witness.LostAcknowledgedWrites), N(usual.LostAcknowledgedWrites));
        Row(html, "total time", $"{document.Stages.Sum(static stage => stage.Seconds):N0} s", $"{usual.TotalSeconds:N0} s, from the launch of a server that had all programs");
        Row(html, "moved over the network", Bytes(amounts.Bytes), Bytes(usual.BytesMoved));
        html.Append("</table><p class=\"soft\">").Append(Text(Growth(usual, amounts))).Append("</p></section>");
    }

    private static void Sizes(StringBuilder html, RehearsalDocument document)
    {
        if (document is not { OtherSizes: [_, ..], Witness: { } witness, Amounts: { } amounts })
        {
            return;
        }

        var now = new SizeResult { Rehearsal = document.Rehearsal, Amounts = amounts, LongestWriteGapMs = witness.LongestWriteGapMs, WritePauseMs = document.WritePauseMs, OutageMs = document.Baseline?.OutageMs };
        html.Append("<section><h2>With other amounts of data</h2><p class=\"soft\">As rehearsals here measured it, this one among them.</p><table><tr><th>rows</th><th>files</th><th>Baton: no write for</th><th>of it held</th><th>moved while users worked</th><th>moved at the cut-over</th><th>the usual way: no write for</th></tr>");
        foreach (var size in document.OtherSizes.Append(now).OrderBy(static size => size.Amounts.Rows + ((long)size.Amounts.Files * size.Amounts.FileKiB)))
        {
            Row(html, N(size.Amounts.Rows), $"{N(size.Amounts.Files)} of {N(size.Amounts.FileKiB)} KiB", Milliseconds(size.LongestWriteGapMs), Known(size.WritePauseMs), Bytes(size.Amounts.BytesSynced), Bytes(size.Amounts.BytesAtCutover), Known(size.OutageMs));
        }

        html.Append("</table></section>");
    }

    /// <summary>What of both grows with the amount of data, by what was measured here; nothing is extrapolated.</summary>
    public static string Growth(BaselineResult usual, MigrationAmounts amounts)
    {
        var growing = usual.Steps.Where(static step => step.GrowsWithData).ToList();
        var rest = usual.Steps.Except(growing).Sum(static step => step.Seconds);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"With {amounts.Rows:N0} rows and {amounts.Files:N0} files of {amounts.FileKiB:N0} KiB, {growing.Sum(static step => step.Seconds):0.#} s of the usual outage were {string.Join(", ", growing.Select(static step => string.Create(CultureInfo.InvariantCulture, $"{step.Name} ({step.Seconds:0.#} s)")))}, which grow with the data, and {rest:0.#} s did not. At Baton's cut-over {Bytes(amounts.BytesAtCutover)} came over, which depends on what users write just then; the other {Bytes(amounts.BytesSynced)} came before, while they worked. Play it again with --rows, --files and --file-size to see both at another size.");
    }

    private static void Stages(StringBuilder html, RehearsalDocument document)
    {
        html.Append("<section><h2>The stages</h2><table><tr><th></th><th>seconds</th><th></th></tr>");
        var longest = Math.Max(1, document.Stages.Select(static stage => stage.Seconds).DefaultIfEmpty().Max());
        foreach (var stage in document.Stages)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(stage.Name)}</td><td>{stage.Seconds:N1}</td><td class=\"wide\"><div class=\"bar\" style=\"width:{100 * stage.Seconds / longest:F1}%\"></div></td></tr>");
        }

        html.Append("</table></section>");
    }

    public static string Bytes(long? bytes) => bytes switch
    {
        null => "unknown",
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:N0} KiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0 / 1024.0:N1} MiB"),
    };

    private static void Test(StringBuilder html, RehearsalDocument document)
    {
        if (document.Test is not { } test)
        {
            return;
        }

        html.Append("<section><h2>The trial on a fenced copy</h2><p>").Append(Text($"Verdict: {test.Verdict}. {N(test.AnswersCompared)} answers of the old server and of the copy were compared{(test.Differences is [] ? "; they are alike." : ":")}")).Append("</p>");
        html.Append("<ul>").AppendJoin("", test.Differences.Select(static difference => $"<li>{Text(difference)}</li>")).Append("</ul></section>");
    }

    private static string Known(double? value) => value is { } known ? Milliseconds(known) : "not measured";

    private static string Milliseconds(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:N0} ms");

    private static void Row(StringBuilder html, params IEnumerable<string> cells) =>
        html.Append("<tr>").AppendJoin("", cells.Select(cell => $"<td>{Text(cell)}</td>")).Append("</tr>");

    private static string N(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}
