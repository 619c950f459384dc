using System.Globalization;
using Baton.Rehearsals.Documents;

namespace Baton.Rehearsals.Stage;

/// <summary>List prices of us-east-1 in US dollars, Linux, on demand. An estimate: prices change, and this page does not ask AWS.</summary>
internal static class PriceList
{
    private const decimal HoursPerMonth = 730;
    private const decimal AddressPerHour = 0.005m;
    private const decimal VolumeGiBMonth = 0.08m;
    private const decimal SnapshotGiBMonth = 0.05m;
    private const int VolumeGiB = 10;

    private static readonly Dictionary<string, decimal> s_perHour = new()
    {
        ["t3.micro"] = 0.0104m,
        ["t3.small"] = 0.0208m,
        ["t3.medium"] = 0.0416m,
        ["t3.large"] = 0.0832m,
    };

    /// <summary>Two servers and a copy for the time of the story, at the minimum of a minute each that AWS bills, with their volumes and addresses.</summary>
    public static CostEstimate? Estimate(string typeBefore, string typeAfter, TimeSpan duration)
    {
        if (!s_perHour.TryGetValue(typeBefore, out var before) || !s_perHour.TryGetValue(typeAfter, out var after))
        {
            return null;
        }

        var hours = (decimal)Math.Max(duration.TotalHours, 1.0 / 60);
        var story = hours * (2 * before + after + 3 * (AddressPerHour + VolumeGiB * VolumeGiBMonth / HoursPerMonth)) + hours * VolumeGiB * SnapshotGiBMonth / HoursPerMonth;
        return new(decimal.Round(story, 4), Monthly(before), Monthly(after), string.Create(CultureInfo.InvariantCulture, $"us-east-1 list prices, on demand, with {VolumeGiB} GiB of gp3 and a public address"));
    }

    private static decimal Monthly(decimal perHour) => decimal.Round(HoursPerMonth * (perHour + AddressPerHour) + VolumeGiB * VolumeGiBMonth, 2);
}
