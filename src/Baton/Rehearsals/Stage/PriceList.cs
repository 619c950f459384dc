using Baton.Aws.Prices;
using Baton.Rehearsals.Documents;

namespace Baton.Rehearsals.Stage;

internal static class PriceList
{
    private const int VolumeGiB = 10;

    /// <summary>Two servers and a copy for the time of the story, with their volumes, addresses and an image.</summary>
    public static CostEstimate? Estimate(string typeBefore, string typeAfter, TimeSpan duration)
    {
        CostLine[] around = [CostLine.Volume("gp3", VolumeGiB), CostLine.PublicAddress()];
        CostLine before = CostLine.Instance(typeBefore), after = CostLine.Instance(typeAfter);
        if (before.Monthly is not { } was || after.Monthly is not { } will)
        {
            return null;
        }

        CostLine[] story = [before, before, after, .. around, .. around, .. around, CostLine.Snapshot(VolumeGiB)];
        var rest = around.Sum(static line => line.Monthly ?? 0);
        return new(
            decimal.Round(story.Sum(line => line.During(duration) ?? 0), 4), decimal.Round(was + rest, 2), decimal.Round(will + rest, 2),
            $"list prices of {OnDemandPrices.Region}, on demand, with {VolumeGiB} GiB of gp3 and a public address each");
    }
}
