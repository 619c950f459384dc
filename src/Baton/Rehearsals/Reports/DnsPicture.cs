using System.Globalization;
using System.Net;
using System.Text;
using Baton.Rehearsals.Documents;
using Baton.Rehearsals.Witnessing;

namespace Baton.Rehearsals.Reports;

/// <summary>Draws as SVG what was said of a name and where its users went: a row for each who answers, and one for each kind of client, in the colours of the two servers.</summary>
internal sealed class DnsPicture(DnsResult dns, WitnessRecord record, TimeSpan from, TimeSpan to)
{
    private const double Width = 1120;
    private const double Left = 190;
    private const double Top = 26;
    private const double RowHeight = 40;
    private const double BarHeight = 22;
    private const int Slices = 220;

    private int _row;

    public string Draw()
    {
        var svg = new StringBuilder();
        var clients = record.Requests.Where(request => request.To is not null).ToList();
        var rows = 2 + clients.Select(static request => request.Stale).Distinct().Count();
        Line(svg, $"<svg viewBox=\"0 0 {Width} {Top + (rows * RowHeight) + 26:F0}\" role=\"img\" aria-label=\"Where the name led, and where users went\">");
        Legend(svg);
        Said(svg, NameObserver.Authority);
        Said(svg, NameObserver.Resolver);
        foreach (var kind in clients.GroupBy(static request => request.Stale).OrderBy(static kind => kind.Key))
        {
            Went(svg, kind.Key ? "users who never ask again" : "users who ask again", [.. kind]);
        }

        Axis(svg);
        svg.Append("</svg>");
        return svg.ToString();
    }

    private double X(TimeSpan at) => Left + Math.Clamp((at - from) / (to - from), 0, 1) * (Width - Left - 12);

    private string Colour(string? address) => address == dns.NewAddress ? "new" : "old";

    private void Legend(StringBuilder svg)
    {
        Line(svg, $"<rect class=\"old\" x=\"{Left}\" y=\"2\" width=\"12\" height=\"12\" rx=\"2\"/><text class=\"soft\" x=\"{Left + 18}\" y=\"12\">the old server, {dns.OldAddress}</text>");
        Line(svg, $"<rect class=\"new\" x=\"{Left + 230}\" y=\"2\" width=\"12\" height=\"12\" rx=\"2\"/><text class=\"soft\" x=\"{Left + 248}\" y=\"12\">the new server, {dns.NewAddress ?? "none"}</text>");
    }

    private double NextRow(StringBuilder svg, string name)
    {
        var y = Top + (_row++ * RowHeight);
        Line(svg, $"<text class=\"name\" x=\"{Left - 12}\" y=\"{y + 20:F1}\" text-anchor=\"end\">{WebUtility.HtmlEncode(name)}</text>");
        return y + 4;
    }

    private void Said(StringBuilder svg, string who)
    {
        var y = NextRow(svg, $"{who} says");
        var said = dns.Changes.Where(change => change.Who == who).ToList();
        foreach (var (index, change) in said.Index())
        {
            var start = TimeSpan.FromMilliseconds(change.AtMs);
            var end = index + 1 < said.Count ? TimeSpan.FromMilliseconds(said[index + 1].AtMs) : record.Duration;
            if (end <= from || start >= to)
            {
                continue;
            }

            var (left, right) = (X(start), X(end));
            Line(svg, $"<rect class=\"{Colour(change.Address)}\" x=\"{left:F1}\" y=\"{y:F1}\" width=\"{Math.Max(1, right - left - 1):F1}\" height=\"{BarHeight}\" rx=\"3\"><title>{change.Address}, from {change.AtMs / 1000:F1} s on</title></rect>");
            if (change.TimeToLive is { } seconds && right - left > 60)
            {
                Line(svg, $"<text class=\"inbar\" x=\"{left + 8:F1}\" y=\"{y + 15:F1}\">for {seconds} s</text>");
            }
        }
    }

    /// <summary>A column for each moment: how many requests began, to which of the two.</summary>
    private void Went(StringBuilder svg, string who, IReadOnlyList<SeenRequest> requests)
    {
        var y = NextRow(svg, who);
        var slice = (to - from) / Slices;
        var counts = new (int Old, int New)[Slices];
        foreach (var request in requests)
        {
            var at = (int)Math.Floor((request.Began - from) / slice);
            if (at is >= 0 and < Slices)
            {
                counts[at] = request.To == dns.NewAddress ? counts[at] with { New = counts[at].New + 1 } : counts[at] with { Old = counts[at].Old + 1 };
            }
        }

        var scale = BarHeight / Math.Max(1, counts.Max(static count => count.Old + count.New));
        var width = (Width - Left - 12) / Slices;
        foreach (var (index, count) in counts.Index())
        {
            var x = Left + (index * width);
            Column(svg, "old", x, width, y + BarHeight - (count.Old * scale), count.Old * scale);
            Column(svg, "new", x, width, y + BarHeight - ((count.Old + count.New) * scale), count.New * scale);
        }
    }

    private static void Column(StringBuilder svg, string kind, double x, double width, double y, double height)
    {
        if (height > 0)
        {
            Line(svg, $"<rect class=\"{kind}\" x=\"{x:F1}\" y=\"{y:F1}\" width=\"{Math.Max(0.6, width - 0.6):F1}\" height=\"{height:F1}\"/>");
        }
    }

    private void Axis(StringBuilder svg)
    {
        var y = Top + (_row * RowHeight);
        Line(svg, $"<line class=\"axis\" x1=\"{Left}\" x2=\"{Width - 12}\" y1=\"{y:F1}\" y2=\"{y:F1}\"/>");
        var tick = TimelinePicture.Tick(to - from);
        for (var at = TimeSpan.FromTicks((from.Ticks + tick.Ticks - 1) / tick.Ticks * tick.Ticks); at <= to; at += tick)
        {
            Line(svg, $"<line class=\"tick\" x1=\"{X(at):F1}\" x2=\"{X(at):F1}\" y1=\"{y:F1}\" y2=\"{y + 5:F1}\"/>");
            Line(svg, $"<text class=\"soft\" x=\"{X(at):F1}\" y=\"{y + 18:F1}\" text-anchor=\"middle\">{at.TotalSeconds:0.#} s</text>");
        }
    }

    private static void Line(StringBuilder svg, FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
