using System.Globalization;
using Baton.Aws.Prices;
using Baton.Hosts.Assessing;

namespace Baton.Operations.Assessing;

/// <summary>Chooses the cheapest type that carries what the server does now. Needs no AWS: sizes and prices are known.</summary>
internal static class SizeChoice
{
    private const double GiB = 1024 * 1024;

    // vCPUs and GiB of a large; every larger size doubles both.
    private static readonly (string Family, string Architecture, double MemoryOfLarge, bool IsBurstable)[] s_families =
    [
        ("t3", "x86_64", 8, true), ("m7i", "x86_64", 8, false), ("c7i", "x86_64", 4, false), ("r7i", "x86_64", 16, false),
        ("t4g", "aarch64", 8, true), ("m7g", "aarch64", 8, false), ("c7g", "aarch64", 4, false), ("r7g", "aarch64", 16, false),
    ];

    private static readonly (string Size, double Times)[] s_sizes = [("large", 1), ("xlarge", 2), ("2xlarge", 4), ("4xlarge", 8), ("8xlarge", 16), ("12xlarge", 24), ("16xlarge", 32)];

    // The share of a processor that a burstable machine may use all the time. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-credits-baseline-concepts.html
    private static readonly (string Size, double MemoryGiB, int Cpus, double Baseline)[] s_burstable =
        [("micro", 1, 2, 0.1), ("small", 2, 2, 0.2), ("medium", 4, 2, 0.2), ("large", 8, 2, 0.3), ("xlarge", 16, 4, 0.4), ("2xlarge", 32, 8, 0.4)];

    public static SizeSuggestion For(ServerAssessment seen)
    {
        var machine = seen.Machine;
        var (memory, cpus, average, why) = Needs(machine);
        var root = Math.Max(10, RoundUp(seen.Machine.Mounts.Where(mount => mount.Target == "/").Sum(mount => mount.UsedBytes) * 2));
        var data = seen.Clusters.Sum(cluster => Math.Max(cluster.DataBytes, cluster.Databases.Sum(database => database.Bytes)));
        int? database = seen.Clusters.Count > 0 ? Math.Max(10, RoundUp(data * 2)) : null;
        var type = Candidates(machine.Architecture, average).Where(type => type.MemoryGiB >= memory * 0.9 && type.Cpus >= cpus)
            .OrderBy(type => OnDemandPrices.InstanceHour(type.Name)).ThenBy(type => type.Name, StringComparer.Ordinal).FirstOrDefault();
        var basis = string.Create(CultureInfo.InvariantCulture, $"list prices of {OnDemandPrices.Region} on demand, as of {OnDemandPrices.AsOf:yyyy-MM-dd}; other regions ask up to half as much again");
        if (type.Name is null)
        {
            return new() { RootGiB = root, DatabaseGiB = database, Basis = basis, Why = $"There is no suitable type for {machine.Architecture} with {memory:0.#} GiB and {cpus} processors in Baton's table." };
        }

        CostLine[] lines = [CostLine.Instance(type.Name), CostLine.Volume("gp3", root), .. database is { } size ? [CostLine.Volume("gp3", size)] : Array.Empty<CostLine>(), CostLine.PublicAddress()];
        var prices = lines.Select(line => new MonthlyPrice(line.What, Rounded(line.Monthly))).ToList();
        return new()
        {
            InstanceType = type.Name,
            Cpus = type.Cpus,
            MemoryGiB = type.MemoryGiB,
            RootGiB = root,
            DatabaseGiB = database,
            Prices = prices,
            Monthly = prices.All(price => price.Dollars is not null) ? prices.Sum(price => price.Dollars) : null,
            Basis = basis,
            Why = why,
        };
    }

    /// <summary>What the server needs by what it was seen to use: GiB, processors, and how many of them on average.</summary>
    private static (double MemoryGiB, int Cpus, double Average, string Why) Needs(MachineFacts machine)
    {
        var memory = machine.MemoryKiB / GiB;
        if (machine.History is { Samples: >= 100 } history)
        {
            var needed = (history.MemoryHighKiB ?? machine.MemoryKiB) / GiB * 1.25;
            var cpus = Math.Max(1, (int)Math.Ceiling(machine.Cpus * history.CpuHigh / 100 / 0.7));
            return (Math.Min(needed, memory * 1.25), cpus, machine.Cpus * history.CpuAverage / 100, string.Create(
                CultureInfo.InvariantCulture, $"sysstat's {history.Days} days: {history.CpuHigh:0} % of {machine.Cpus} processors and {needed / 1.25:0.0} GiB in the busiest twentieth of the time; a quarter is added."));
        }

        // What was busy since the last boot is mostly that boot, for the first day.
        var settled = machine.Uptime > TimeSpan.FromDays(1);
        var busy = settled ? machine.Cpus * machine.BusyPercent / 100.0 : 0;
        var load = machine.Load is [_, _, var fifteen] ? fifteen : busy;
        var used = (machine.MemoryKiB - machine.AvailableKiB) / GiB;
        // One look shows no busy hour, so no machine smaller than this one is suggested by it, but for processors that did nothing for days.
        var idle = machine.Uptime > TimeSpan.FromDays(3) && machine.BusyPercent < 10 && load < machine.Cpus / 4.0;
        return (memory, idle ? Math.Min(machine.Cpus, 2) : machine.Cpus, busy, string.Create(
            CultureInfo.InvariantCulture,
            $"It has {memory:0.0} GiB, {used:0.0} GiB of them in use, and its {machine.Cpus} processors were busy {machine.BusyPercent} % of the time since it booted {machine.Uptime.TotalDays:0.0} days ago{(settled ? "" : ", too short a time to judge it by")}. Nothing records its load (install sysstat for a week for a better answer), so it is as large as now."));
    }

    private static IEnumerable<(string Name, int Cpus, double MemoryGiB)> Candidates(string architecture, double average)
    {
        foreach (var (family, _, memoryOfLarge, burstable) in s_families.Where(family => family.Architecture == architecture))
        {
            if (burstable)
            {
                foreach (var (size, memory, cpus, baseline) in s_burstable.Where(size => average <= size.Cpus * size.Baseline))
                {
                    yield return ($"{family}.{size}", cpus, memory);
                }

                continue;
            }

            foreach (var (size, times) in s_sizes)
            {
                yield return ($"{family}.{size}", (int)(2 * times), memoryOfLarge * times);
            }
        }
    }

    private static decimal? Rounded(decimal? dollars) => dollars is { } some ? decimal.Round(some, 2) : null;

    private static int RoundUp(long bytes) => (int)Math.Ceiling(bytes / GiB / 1024);
}
