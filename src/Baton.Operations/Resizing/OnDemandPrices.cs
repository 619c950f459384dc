namespace Baton.Operations.Resizing;

/// <summary>
/// List prices for Linux, on demand, us-east-1, in US dollars per hour (https://aws.amazon.com/ec2/pricing/on-demand/, November 2026): for an estimate that a
/// person reads, not for a bill. Other regions differ by up to a third.
/// </summary>
public static class OnDemandPrices
{
    private static readonly Dictionary<string, decimal> Smallest = new()
    {
        // Price of the size named; the others of a family are powers of two of it.
        ["t2"] = 0.0116m, ["t3"] = 0.0104m, ["t3a"] = 0.0094m, ["t4g"] = 0.0084m, ["m5"] = 0.096m, ["m6i"] = 0.096m, ["m7i"] = 0.1008m, ["m6g"] = 0.077m,
        ["m7g"] = 0.0816m, ["c5"] = 0.085m, ["c6i"] = 0.085m, ["c7i"] = 0.08925m, ["c6g"] = 0.068m, ["c7g"] = 0.0725m, ["r5"] = 0.126m, ["r6i"] = 0.126m,
        ["r7i"] = 0.1323m, ["r6g"] = 0.1008m, ["r7g"] = 0.1071m,
    };

    private static readonly Dictionary<string, decimal> Sizes = new()
    {
        ["nano"] = 0.5m, ["micro"] = 1, ["small"] = 2, ["medium"] = 4, ["large"] = 8, ["xlarge"] = 16, ["2xlarge"] = 32, ["4xlarge"] = 64, ["8xlarge"] = 128,
        ["12xlarge"] = 192, ["16xlarge"] = 256, ["24xlarge"] = 384,
    };

    /// <summary>Null when it is not known here.</summary>
    public static decimal? PerHour(string instanceType)
    {
        var parts = instanceType.Split('.');
        if (parts.Length != 2 || !Smallest.TryGetValue(parts[0], out var smallest) || !Sizes.TryGetValue(parts[1], out var size))
        {
            return null;
        }

        // Burstable families are named by their micro, all others by their large.
        return parts[0].StartsWith('t') ? smallest * size : smallest * size / 8;
    }
}
