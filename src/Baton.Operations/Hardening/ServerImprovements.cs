using System.Globalization;
using Baton.Engine;
using Baton.Hosts.Assessing;
using Baton.Hosts.Discovery;
using Baton.Operations.Assessing;

namespace Baton.Operations.Hardening;

/// <summary>What can be told on the server: patches, doors, certificates, disks, the database.</summary>
internal static class ServerImprovements
{
    private const string There = "server";
    private static readonly int[] s_expected = [22, 80, 443];

    public static IEnumerable<Improvement> Find(ServerAssessment seen, UpdateState updates) =>
        [.. Patches(seen, updates), .. Access(seen), .. Certificates(seen), .. Disks(seen), .. Databases(seen), .. Running(seen)];

    private static IEnumerable<Improvement> Patches(ServerAssessment seen, UpdateState updates)
    {
        if (updates.Security > 0)
        {
            yield return new(RiskLevel.High, "patches", $"{Counted.Of(updates.Security.Value, "security update")} {(updates.Security == 1 ? "waits" : "wait")}.", "sudo apt-get update && sudo apt-get upgrade", There);
        }
        else if (updates.Waiting > 0)
        {
            yield return new(RiskLevel.Low, "patches", $"{Counted.Of(updates.Waiting.Value, "update")} {(updates.Waiting == 1 ? "waits" : "wait")}.", "sudo apt-get update && sudo apt-get upgrade", There);
        }

        if (updates.KnownDaysAgo > 7)
        {
            yield return new(RiskLevel.Medium, "patches", $"It has not asked for updates for {Counted.Of(updates.KnownDaysAgo.Value, "day")}.", "sudo apt-get update", There);
        }

        if (updates is { Waiting: not null, Automatic: false })
        {
            yield return new(RiskLevel.Medium, "patches", "Security updates are not installed by themselves.", "sudo apt-get install unattended-upgrades && sudo dpkg-reconfigure -plow unattended-upgrades", There);
        }

        if (seen.Machine.RebootRequired)
        {
            yield return new(RiskLevel.Medium, "patches", "An update waits for a restart.", "sudo systemctl reboot", There);
        }
    }

    private static IEnumerable<Improvement> Access(ServerAssessment seen)
    {
        if (seen.SshServer.GetValueOrDefault("passwordauthentication") == "yes")
        {
            yield return new(
                RiskLevel.Medium, "access", "sshd takes passwords.",
                "echo 'PasswordAuthentication no' | sudo tee /etc/ssh/sshd_config.d/10-keys-only.conf && sudo systemctl reload ssh", There);
        }

        if (seen.SshServer.GetValueOrDefault("permitrootlogin") == "yes")
        {
            yield return new(
                RiskLevel.Medium, "access", "sshd lets root in by password.",
                "echo 'PermitRootLogin prohibit-password' | sudo tee /etc/ssh/sshd_config.d/10-root.conf && sudo systemctl reload ssh", There);
        }

        // The security group keeps them closed today; one rule too many, and it is the only thing that did.
        foreach (var port in seen.Ports.Where(port => !port.IsInternal && port.Protocol == "tcp" && !s_expected.Contains(port.Port)).DistinctBy(port => port.Port))
        {
            yield return new(
                RiskLevel.Low, "network",
                string.Create(CultureInfo.InvariantCulture, $"{(port.Program.Length > 0 ? port.Program : "Something")} listens on {port.Address} port {port.Port}: only the security group keeps the world out."),
                string.Create(CultureInfo.InvariantCulture, $"sudo ss -tlnp 'sport = :{port.Port}'"), There);
        }
    }

    private static IEnumerable<Improvement> Certificates(ServerAssessment seen)
    {
        foreach (var certificate in seen.Certificates)
        {
            var name = certificate.Names is [var first, ..] ? first : certificate.Path;
            if (certificate.Expires is { } expires && (expires - seen.At).TotalDays < 30)
            {
                yield return new(
                    (expires - seen.At).TotalDays < 14 ? RiskLevel.High : RiskLevel.Medium, "certificate",
                    string.Create(CultureInfo.InvariantCulture, $"The certificate of {name} {(expires < seen.At ? "has expired on" : "expires on")} {expires:yyyy-MM-dd}."),
                    certificate.RenewedBy.StartsWith("certbot", StringComparison.Ordinal) ? "sudo certbot renew" : $"openssl x509 -noout -subject -enddate -in {certificate.Path}", There);
            }

            if (certificate.RenewedBy is "certbot-without-timer" or "certbot-without-settings")
            {
                yield return new(RiskLevel.High, "certificate", $"Nothing renews the certificate of {name}.", "sudo systemctl enable --now certbot.timer && sudo certbot renew --dry-run", There);
            }
            else if (certificate.RenewedBy is "certbot")
            {
                yield return new(RiskLevel.Low, "certificate", $"Whether certbot can renew the certificate of {name} here, too, shows when the name leads here.", "sudo certbot renew --dry-run", There);
            }
            else if (certificate.RenewedBy is "unknown")
            {
                yield return new(RiskLevel.Medium, "certificate", $"It could not be found out what renews the certificate of {name}.", $"openssl x509 -noout -issuer -enddate -in {certificate.Path}", There);
            }
        }
    }

    private static IEnumerable<Improvement> Disks(ServerAssessment seen)
    {
        foreach (var mount in seen.Machine.Mounts.Where(mount => mount.UsedPercent >= 80))
        {
            yield return new(mount.UsedPercent >= 95 ? RiskLevel.High : RiskLevel.Medium, "disk", $"{mount.Target} is {mount.UsedPercent} % full.", $"sudo du -xh --max-depth=2 {mount.Target} | sort -h | tail", There);
        }

        if (seen.Machine.SwapKiB == 0)
        {
            yield return new(RiskLevel.Low, "memory", "It has no swap: when memory is used up, a process is killed at once.", "sudo fallocate -l 1G /swapfile && sudo chmod 600 /swapfile && sudo mkswap /swapfile && sudo swapon /swapfile", There);
        }

        if (seen.Machine.ClockSynchronized == false)
        {
            yield return new(RiskLevel.Medium, "clock", "Its clock is not kept right.", "sudo timedatectl set-ntp true", There);
        }
    }

    private static IEnumerable<Improvement> Databases(ServerAssessment seen)
    {
        foreach (var cluster in seen.Clusters.Where(cluster => cluster.LetUsIn))
        {
            if (cluster.Setting("archive_mode") is "off")
            {
                yield return new(
                    RiskLevel.Medium, "backup", $"PostgreSQL {cluster.Name} keeps its log nowhere else: what is written between two images is lost with the machine.",
                    $"sudo -u {cluster.Owner} pg_dumpall -p {cluster.Port.ToString(CultureInfo.InvariantCulture)} | gzip > dump.sql.gz", There);
            }

            if (cluster.Setting("data_checksums") is "off")
            {
                yield return new(RiskLevel.Low, "database", $"PostgreSQL {cluster.Name} has no checksums: a page that a disk spoils is not noticed.", $"sudo -u {cluster.Owner} /usr/lib/postgresql/{cluster.MajorVersion.ToString(CultureInfo.InvariantCulture)}/bin/pg_checksums --enable -D {cluster.DataDirectory}", There);
            }
        }
    }

    private static IEnumerable<Improvement> Running(ServerAssessment seen)
    {
        foreach (var unit in seen.FailedUnits)
        {
            yield return new(RiskLevel.Medium, "services", $"{unit} has failed.", $"systemctl status {unit}; journalctl -u {unit}", There);
        }

        foreach (var unit in seen.Units.Where(unit => unit.Enabled == "disabled" && !KnownPrograms.IsPlumbing(unit.Name)))
        {
            yield return new(RiskLevel.High, "services", $"{unit.Name} runs, and would not start at boot.", $"sudo systemctl enable {unit.Name}", There);
        }
    }
}
