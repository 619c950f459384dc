using System.Globalization;

namespace Baton.Bench;

internal static class Numbers
{
    /// <summary>"412 (398 to 530)": the median, and from the least to the most.</summary>
    public static string Spread(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"{sorted[sorted.Count / 2]:N0} ({sorted[0]:N0} to {sorted[^1]:N0})");
    }
}
