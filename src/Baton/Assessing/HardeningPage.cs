using System.Globalization;
using Baton.Operations.Hardening;

namespace Baton.Assessing;

/// <summary>What is still worse on a server than it could be, as sections for Markdown.</summary>
internal static class HardeningPage
{
    public static ReportPage Of(HardeningReport report) => new(
        $"What to improve on {report.Server}",
        string.Create(CultureInfo.InvariantCulture, $"{report.InstanceId}, looked at on {report.At:yyyy-MM-dd HH:mm} UTC; nothing was changed"),
        [.. Sections(report).Where(section => !section.IsEmpty)]);

    private static IEnumerable<ReportSection> Sections(HardeningReport report) =>
    [
        new("Found, the worst first")
        {
            Columns = ["level", "area", "what", "command", "typed"],
            Rows = [.. report.Improvements.Select(found => (IReadOnlyList<string>)[found.Level.ToString().ToLowerInvariant(), found.Area, found.What, found.Command, found.On])],
            IsRisks = true,
        },
        new("Looked at and found right") { Items = report.Fine },
        new("Not looked at") { Items = report.NotLookedAt },
    ];
}
