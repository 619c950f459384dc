using System.Globalization;
using Baton.Hosts.Assessing;

namespace Baton.Operations.Assessing.Risks;

internal static class SystemRisks
{
    // The end of security updates without a paid extension. https://endoflife.date, as of 2026-11.
    private static readonly Dictionary<string, DateOnly> s_ends = new()
    {
        ["debian 8"] = new(2020, 6, 30), ["debian 9"] = new(2022, 6, 30), ["debian 10"] = new(2024, 6, 30), ["debian 11"] = new(2026, 8, 31), ["debian 12"] = new(2028, 6, 30), ["debian 13"] = new(2030, 6, 30),
        ["ubuntu 14.04"] = new(2019, 4, 25), ["ubuntu 16.04"] = new(2021, 4, 30), ["ubuntu 18.04"] = new(2023, 5, 31), ["ubuntu 20.04"] = new(2025, 5, 31), ["ubuntu 22.04"] = new(2027, 4, 30),
        ["ubuntu 24.04"] = new(2029, 5, 31), ["centos 6"] = new(2020, 11, 30), ["centos 7"] = new(2024, 6, 30), ["centos 8"] = new(2021, 12, 31), ["amzn 2"] = new(2026, 6, 30),
    };

    public static IEnumerable<Risk> Find(ServerAssessment seen)
    {
        var machine = seen.Machine;
        if (s_ends.TryGetValue($"{machine.Distribution} {machine.Release}", out var end) && end < DateOnly.FromDateTime(seen.At.UtcDateTime))
        {
            yield return new(
                RiskLevel.High, "system", string.Create(CultureInfo.InvariantCulture, $"{machine.OperatingSystem} has had no security updates since {end:yyyy-MM-dd}."),
                "Move to a newer release: PostgreSQL by logical replication (its collations change with the C library), programs by the new release's packages.");
        }

        if (!machine.HasSystemd)
        {
            yield return new(RiskLevel.High, "system", "It does not run systemd.", "Baton fences and switches services through systemd. Write units for the new server and start them there; the old one must be stopped by hand.");
        }

        if (machine.RebootRequired)
        {
            yield return new(RiskLevel.Low, "system", "An update waits for a restart.", "Do not restart it for that now; the new server starts with the newest kernel.");
        }

        if (seen.FailedUnits.Count > 0)
        {
            yield return new(RiskLevel.Low, "services", $"Failed: {string.Join(", ", seen.FailedUnits)}.", "See why with 'systemctl status', so that the same failure on the new server is not taken for one of the migration.");
        }

        foreach (var unit in seen.Units.Where(unit => unit.Enabled == "disabled" && !KnownPrograms.IsPlumbing(unit.Name)))
        {
            yield return new(RiskLevel.Medium, "services", $"{unit.Name} runs, and would not start at boot.", $"'systemctl enable {unit.Name}', if it belongs to the application.");
        }

        if (seen.Firewall is not null && seen.FirewallRules == 0)
        {
            yield return new(RiskLevel.Low, "network", "It has no firewall rules of its own.", "On EC2 a security group decides: Baton opens SSH from your address, and the ports of the sites.");
        }
    }
}
