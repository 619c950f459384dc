using System.Globalization;

namespace Baton.Aws.Prices;

/// <summary>
/// What AWS asks in us-east-1 for Linux on demand, in US dollars, so that a plan can say what it would cost. Other regions ask up to half as much again.
/// </summary>
public static class OnDemandPrices
{
    public const string Region = "us-east-1";

    /// <summary>Hours of a month, as AWS's own calculator counts them.</summary>
    public const decimal HoursPerMonth = 730;

    // A public IPv4 address, in use or not, since 2024-02-01.
    public const decimal PublicAddressHour = 0.005m;

    public const decimal SnapshotGibMonth = 0.05m;

    // gp3 includes these; what is above them costs extra.
    private const int Gp3FreeIops = 3000;
    private const int Gp3FreeThroughput = 125;

    /// <summary>When the numbers here were last compared with https://aws.amazon.com/ec2/pricing/on-demand/ and https://aws.amazon.com/ebs/pricing/ .</summary>
    public static DateOnly AsOf { get; } = new(2026, 10, 1);

    // In all these families the price is the size: a 4xlarge costs eight times a large.
    private static readonly Dictionary<string, decimal> LargeHours = new()
    {
        ["t2"] = 0.0928m, ["t3"] = 0.0832m, ["t3a"] = 0.0752m, ["t4g"] = 0.0672m,
        ["m5"] = 0.096m, ["m6i"] = 0.096m, ["m7i"] = 0.1008m, ["m6g"] = 0.077m, ["m7g"] = 0.0816m,
        ["c5"] = 0.085m, ["c6i"] = 0.085m, ["c7i"] = 0.08925m, ["c6g"] = 0.068m, ["c7g"] = 0.0725m,
        ["r5"] = 0.126m, ["r6i"] = 0.126m, ["r7i"] = 0.1323m, ["r6g"] = 0.1008m, ["r7g"] = 0.1071m,
    };

    private static readonly Dictionary<string, decimal> VolumeGibMonths = new()
    {
        ["gp3"] = 0.08m, ["gp2"] = 0.10m, ["io1"] = 0.125m, ["io2"] = 0.125m, ["st1"] = 0.045m, ["sc1"] = 0.015m, ["standard"] = 0.05m,
    };

    /// <summary>Null for a type that is not in the table: no number is better than a wrong one.</summary>
    public static decimal? InstanceHour(string instanceType)
    {
        var at = instanceType.IndexOf('.');
        return at > 0 && LargeHours.TryGetValue(instanceType[..at], out var large) && TimesLarge(instanceType[(at + 1)..]) is { } times
            ? decimal.Round(large * times, 5)
            : null;
    }

    /// <summary>A volume's month, with what its IOPS and throughput (MiB/s) above the included ones add; null for an unknown type.</summary>
    public static decimal? VolumeMonth(string volumeType, int sizeGiB, int? iops = null, int? throughput = null)
    {
        if (!VolumeGibMonths.TryGetValue(volumeType, out var perGib))
        {
            return null;
        }

        var extra = volumeType switch
        {
            "gp3" => (Math.Max(0, (iops ?? 0) - Gp3FreeIops) * 0.005m) + (Math.Max(0, (throughput ?? 0) - Gp3FreeThroughput) * 0.04m),
            "io1" or "io2" => (iops ?? 0) * 0.065m,
            _ => 0,
        };
        return (sizeGiB * perGib) + extra;
    }

    private static decimal? TimesLarge(string size) => size switch
    {
        "nano" => 1 / 16m,
        "micro" => 1 / 8m,
        "small" => 1 / 4m,
        "medium" => 1 / 2m,
        "large" => 1,
        "xlarge" => 2,
        _ when size.EndsWith("xlarge", StringComparison.Ordinal)
            && int.TryParse(size[..^"xlarge".Length], NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number * 2,
        _ => null,
    };
}
