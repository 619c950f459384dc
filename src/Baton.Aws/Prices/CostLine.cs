namespace Baton.Aws.Prices;

/// <summary>One thing that costs money, for the time that it is there. The price is null where the table does not know it.</summary>
public sealed record CostLine(string What, decimal? Hourly)
{
    /// <summary>AWS bills instances and volumes by the second, but not less than a minute.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(1);

    public decimal? Monthly => Hourly * OnDemandPrices.HoursPerMonth;

    public static CostLine Instance(string instanceType) => new(instanceType, OnDemandPrices.InstanceHour(instanceType));

    public static CostLine Volume(string volumeType, int sizeGiB, int? iops = null, int? throughput = null) =>
        new($"{sizeGiB} GiB {volumeType}", OnDemandPrices.VolumeMonth(volumeType, sizeGiB, iops, throughput) / OnDemandPrices.HoursPerMonth);

    /// <summary>At most: a snapshot is billed for the blocks that differ from the one before it, and for none that are empty.</summary>
    public static CostLine Snapshot(int sizeGiB) => new($"{sizeGiB} GiB snapshot", sizeGiB * OnDemandPrices.SnapshotGibMonth / OnDemandPrices.HoursPerMonth);

    public static CostLine PublicAddress() => new("public IPv4 address", OnDemandPrices.PublicAddressHour);

    public decimal? During(TimeSpan time) => Hourly * (decimal)(time < Least ? Least : time).TotalHours;
}
