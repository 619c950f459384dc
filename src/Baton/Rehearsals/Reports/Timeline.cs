using Baton.Rehearsals.Witnessing;

namespace Baton.Rehearsals.Reports;

/// <summary>A window of the witness's record, cut into slices of equal length.</summary>
public sealed record Timeline(TimeSpan Start, TimeSpan Slice, IReadOnlyList<Bucket> Buckets)
{
    public TimeSpan End => Start + Slice * Buckets.Count;

    public int Highest => Buckets.Count == 0 ? 0 : Buckets.Max(static bucket => Math.Max(bucket.Writes, bucket.Reads));

    public static Timeline Of(WitnessRecord record, TimeSpan from, TimeSpan to, TimeSpan slice)
    {
        var start = from < TimeSpan.Zero ? TimeSpan.Zero : from;
        var end = to > record.Duration ? record.Duration : to;
        var counts = new (int Writes, int Reads, int Failed)[Math.Max(1, (int)Math.Ceiling((end - start) / slice))];
        foreach (var request in record.Requests)
        {
            var at = (int)Math.Floor((request.Ended - start) / slice);
            if (at < 0 || at >= counts.Length)
            {
                continue;
            }

            ref var count = ref counts[at];
            count = request switch
            {
                { Succeeded: false } => count with { Failed = count.Failed + 1 },
                { Changes: true } => count with { Writes = count.Writes + 1 },
                _ => count with { Reads = count.Reads + 1 },
            };
        }

        return new(start, slice, [.. counts.Select(static count => new Bucket(count.Writes, count.Reads, count.Failed))]);
    }
}
