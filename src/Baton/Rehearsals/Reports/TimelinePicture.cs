using System.Globalization;
using System.Net;
using System.Text;
using Baton.Rehearsals.Witnessing;

namespace Baton.Rehearsals.Reports;

/// <summary>Draws a timeline as SVG: writes above the axis, reads below, the gap in between, and the steps underneath.</summary>
internal sealed class TimelinePicture(Timeline timeline, Gap? gap, IReadOnlyList<TimedStep> steps)
{
    private const double Width = 1120;
    private const double Left = 190;
    private const double Half = 90;
    private const double Top = 34;
    private const double RowHeight = 22;

    private const double Axis = Top + Half;

    private const double RowsTop = Axis + Half + 34;

    private double Height => RowsTop + RowHeight * steps.Count + 12;

    public string Draw()
    {
        var svg = new StringBuilder();
        Line(svg, $"<svg viewBox=\"0 0 {Width} {Height:F0}\" role=\"img\" aria-label=\"Requests over time\">");
        DrawGap(svg);
        DrawBars(svg);
        DrawAxis(svg);
        DrawSteps(svg);
        svg.Append("</svg>");
        return svg.ToString();
    }

    private double X(TimeSpan at) => Left + Math.Clamp((at - timeline.Start) / (timeline.End - timeline.Start), 0, 1) * (Width - Left - 12);

    private void DrawGap(StringBuilder svg)
    {
        if (gap is null)
        {
            return;
        }

        var (from, to) = (X(gap.Start), X(gap.Start + gap.Length));
        Line(svg, $"<rect class=\"gap\" x=\"{from:F1}\" y=\"{Top:F1}\" width=\"{Math.Max(1, to - from):F1}\" height=\"{Height - Top - 8:F1}\"/>");
        Line(svg, $"<text class=\"gaptext\" x=\"{(from + to) / 2:F1}\" y=\"{Top - 10:F1}\" text-anchor=\"middle\">no write acknowledged for {gap.Length.TotalMilliseconds:N0} ms</text>");
    }

    private void DrawBars(StringBuilder svg)
    {
        var scale = Half / Math.Max(1, timeline.Highest);
        var width = (Width - Left - 12) / timeline.Buckets.Count;
        foreach (var (index, bucket) in timeline.Buckets.Index())
        {
            var x = Left + index * width;
            Bar(svg, "write", x, width, Axis - bucket.Writes * scale, bucket.Writes * scale);
            Bar(svg, "read", x, width, Axis, bucket.Reads * scale);
            if (bucket.Failed > 0)
            {
                Line(svg, $"<circle class=\"failed\" cx=\"{x + width / 2:F1}\" cy=\"{Axis:F1}\" r=\"4\"><title>{bucket.Failed} failed</title></circle>");
            }
        }

        Line(svg, $"<text class=\"name\" x=\"{Left - 12}\" y=\"{Axis - Half / 2:F1}\" text-anchor=\"end\">writes acknowledged</text>");
        Line(svg, $"<text class=\"name\" x=\"{Left - 12}\" y=\"{Axis + Half / 2:F1}\" text-anchor=\"end\">reads answered</text>");
        Line(svg, $"<text class=\"soft\" x=\"{Left - 12}\" y=\"{Axis + 4:F1}\" text-anchor=\"end\">per {timeline.Slice.TotalMilliseconds:N0} ms</text>");
    }

    private static void Bar(StringBuilder svg, string kind, double x, double width, double y, double height)
    {
        if (height > 0)
        {
            Line(svg, $"<rect class=\"{kind}\" x=\"{x:F1}\" y=\"{y:F1}\" width=\"{Math.Max(0.6, width - 0.6):F1}\" height=\"{height:F1}\"/>");
        }
    }

    private void DrawAxis(StringBuilder svg)
    {
        Line(svg, $"<line class=\"axis\" x1=\"{Left}\" x2=\"{Width - 12}\" y1=\"{Axis:F1}\" y2=\"{Axis:F1}\"/>");
        var span = timeline.End - timeline.Start;
        var tick = Tick(span);
        for (var at = TimeSpan.FromTicks((timeline.Start.Ticks + tick.Ticks - 1) / tick.Ticks * tick.Ticks); at <= timeline.End; at += tick)
        {
            var x = X(at);
            Line(svg, $"<line class=\"tick\" x1=\"{x:F1}\" x2=\"{x:F1}\" y1=\"{Axis + Half:F1}\" y2=\"{Axis + Half + 5:F1}\"/>");
            Line(svg, $"<text class=\"soft\" x=\"{x:F1}\" y=\"{Axis + Half + 18:F1}\" text-anchor=\"middle\">{at.TotalSeconds:0.#} s</text>");
        }
    }

    /// <summary>The least round length that does not crowd an axis of this span.</summary>
    public static TimeSpan Tick(TimeSpan span) => Ticks().First(step => span / step <= 14);

    private static IEnumerable<TimeSpan> Ticks() =>
        new[] { 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 3600, 86400 }.Select(TimeSpan.FromSeconds);

    private void DrawSteps(StringBuilder svg)
    {
        foreach (var (index, step) in steps.Index())
        {
            var y = RowsTop + index * RowHeight;
            var (from, to) = (X(step.Start), X(step.Start + step.Length));
            Line(svg, $"<line class=\"row\" x1=\"{Left}\" x2=\"{Width - 12}\" y1=\"{y + RowHeight / 2:F1}\" y2=\"{y + RowHeight / 2:F1}\"/>");
            Line(svg, $"<text class=\"name\" x=\"{Left - 12}\" y=\"{y + 15:F1}\" text-anchor=\"end\">{WebUtility.HtmlEncode(step.Name)}</text>");
            Line(svg, $"<rect class=\"step\" x=\"{from:F1}\" y=\"{y + 4:F1}\" width=\"{Math.Max(2, to - from):F1}\" height=\"{RowHeight - 8}\" rx=\"3\"><title>{WebUtility.HtmlEncode(step.Name)}: {step.Length.TotalMilliseconds:N0} ms</title></rect>");
            var label = $"{step.Length.TotalMilliseconds.ToString("N0", CultureInfo.InvariantCulture)} ms";
            // Beside the bar, on the side where there is room.
            Line(svg, to < Width - 90
                ? $"<text class=\"soft\" x=\"{to + 6:F1}\" y=\"{y + 15:F1}\">{label}</text>"
                : (FormattableString)$"<text class=\"soft\" x=\"{Math.Max(Left + 50, from - 6):F1}\" y=\"{y + 15:F1}\" text-anchor=\"end\">{label}</text>");
        }
    }

    private static void Line(StringBuilder svg, FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
