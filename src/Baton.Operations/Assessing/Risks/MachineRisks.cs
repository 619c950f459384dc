using System.Globalization;
using Baton.Hosts.Assessing;

namespace Baton.Operations.Assessing.Risks;

internal static class MachineRisks
{
    public static IEnumerable<Risk> Find(ServerAssessment seen)
    {
        var machine = seen.Machine;
        foreach (var mount in machine.Mounts.Where(mount => mount.UsedPercent >= 85))
        {
            yield return new(
                mount.UsedPercent >= 95 ? RiskLevel.High : RiskLevel.Medium, "disk", $"{mount.Target} is {mount.UsedPercent} % full.",
                "Make room before the migration: while a standby catches up, PostgreSQL keeps its log here.");
        }

        foreach (var mount in machine.Mounts.Where(mount => mount.InodesUsedPercent >= 90))
        {
            yield return new(RiskLevel.Medium, "disk", $"{mount.Target} has used {mount.InodesUsedPercent} % of its inodes.", "Remove small files that nobody needs; the new volume gets a file system of its own.");
        }

        foreach (var mount in machine.Mounts.Where(mount => mount.IsNetwork))
        {
            yield return new(RiskLevel.Medium, "disk", $"{mount.Target} lies on another machine ({mount.FileSystem}).", "Decide what becomes of it: EFS, a copy on EBS, or a way for the new server to reach the old share.");
        }

        if (machine.MemoryKiB > 0 && machine.AvailableKiB < machine.MemoryKiB / 10)
        {
            yield return new(RiskLevel.Medium, "memory", "Less than a tenth of the memory is available.", "Choose a larger type than the one suggested, or find out what takes it.");
        }

        if (machine.Load is [_, _, var load] && load > machine.Cpus)
        {
            yield return new(
                RiskLevel.Medium, "processor", string.Create(CultureInfo.InvariantCulture, $"More processes wait than there are processors (load {load:0.0} on {machine.Cpus})."),
                "Copy at a quiet hour; consider a larger type.");
        }

        if (machine.Architecture is not ("x86_64" or "aarch64"))
        {
            yield return new(RiskLevel.High, "processor", $"EC2 has no machine for {machine.Architecture}.", "Programs must be installed anew for x86_64 or arm64; PostgreSQL comes over by logical replication or a dump.");
        }

        if (machine.Uptime > TimeSpan.FromDays(400))
        {
            yield return new(RiskLevel.Low, "machine", $"It has not been restarted for {(int)machine.Uptime.TotalDays} days: nobody knows whether it would come up.", "Do not restart it before it is moved; check that all services are enabled at boot.");
        }

        if (machine.ClockSynchronized == false)
        {
            yield return new(RiskLevel.Medium, "clock", "Its clock is not kept right.", "Start chrony or systemd-timesyncd: certificates, tokens and the order of log lines depend on it.");
        }
    }
}
