namespace Baton.Operations.Assessing;

/// <summary>What the names of units, programs and folders mean.</summary>
internal static class KnownPrograms
{
    public static readonly string[] Proxies = ["nginx", "apache2", "httpd", "haproxy", "caddy", "traefik", "lighttpd"];

    private static readonly string[] s_plumbing =
    [
        "ssh", "sshd", "cron", "crond", "atd", "rsyslog", "dbus", "dbus-broker", "polkit", "chrony", "chronyd", "ntp", "ntpd", "ntpsec", "networkd-dispatcher", "NetworkManager", "ModemManager",
        "acpid", "haveged", "irqbalance", "rpcbind", "udisks2", "multipathd", "smartd", "lvm2-monitor", "mdmonitor", "snapd", "packagekit", "unattended-upgrades", "accounts-daemon",
        "qemu-guest-agent", "open-vm-tools", "vmtoolsd", "wpa_supplicant", "ifup", "ifupdown", "networking", "auditd", "firewalld", "getty", "serial-getty", "user", "dnsmasq", "avahi-daemon",
        "stock-per-boot", "stock-first-boot", "uuidd", "rngd", "tuned", "thermald", "upower", "gssproxy", "sssd", "nscd", "nslcd", "apparmor",
    ];

    private static readonly (string Unit, string What)[] s_managers =
    [
        ("puppet", "Puppet"), ("chef-client", "Chef"), ("salt-minion", "Salt"), ("cloud-init", "cloud-init"), ("cloud-final", "cloud-init"), ("docker", "Docker"), ("containerd", "containerd"),
        ("kubelet", "Kubernetes"), ("podman", "Podman"), ("amazon-ssm-agent", "AWS Systems Manager"), ("webmin", "Webmin"), ("cpanel", "cPanel"), ("psa", "Plesk"), ("plesk", "Plesk"),
        ("ansible", "Ansible"), ("chef", "Chef"), ("salt", "Salt"), ("kubernetes", "Kubernetes"), ("ispconfig", "ISPConfig"), ("terraform", "Terraform"), ("unattended-upgrades", "unattended-upgrades"),
        ("git-deployment", "a git work tree in /srv"), ("supervisor", "Supervisor"), ("pm2-root", "pm2"), ("landscape-client", "Landscape"),
    ];

    private static readonly (string Unit, string What)[] s_monitors =
    [
        ("prometheus-node-exporter", "Prometheus node exporter"), ("node_exporter", "Prometheus node exporter"), ("node-exporter", "Prometheus node exporter"), ("prometheus", "Prometheus"),
        ("zabbix-agent", "Zabbix"), ("zabbix-agent2", "Zabbix"), ("nagios-nrpe-server", "Nagios (NRPE)"), ("icinga2", "Icinga"), ("check-mk-agent", "Checkmk"), ("datadog-agent", "Datadog"),
        ("newrelic-infra", "New Relic"), ("munin-node", "Munin"), ("collectd", "collectd"), ("telegraf", "Telegraf"), ("amazon-cloudwatch-agent", "CloudWatch agent"), ("monit", "Monit"),
        ("netdata", "Netdata"), ("fail2ban", "fail2ban"), ("sysstat", "sysstat"), ("filebeat", "Filebeat"), ("metricbeat", "Metricbeat"), ("promtail", "Promtail"), ("vector", "Vector"),
        ("postgres_exporter", "PostgreSQL exporter"), ("grafana-agent", "Grafana agent"), ("alloy", "Grafana Alloy"), ("td-agent", "Fluentd"), ("fluent-bit", "Fluent Bit"), ("wazuh-agent", "Wazuh"),
    ];

    private static readonly string[] s_databases =
        ["postgresql", "postgres", "mysql", "mysqld", "mariadb", "mariadbd", "redis", "redis-server", "valkey", "valkey-server", "mongod", "memcached", "rabbitmq-server", "elasticsearch", "opensearch", "slapd", "influxdb", "influxd", "cassandra"];

    private static readonly string[] s_mail = ["exim4", "postfix", "master", "sendmail", "opensmtpd", "dovecot", "nullmailer", "msmtpd"];

    public static bool IsProxy(string unit) => Proxies.Contains(Stem(unit));

    public static bool IsDatabase(string unit) => s_databases.Contains(Stem(unit));

    public static bool IsMail(string unit) => s_mail.Contains(Stem(unit));

    /// <summary>Neither the application's nor anything that a migration has to think of.</summary>
    public static bool IsPlumbing(string unit) =>
        s_plumbing.Contains(Stem(unit)) || unit.StartsWith("systemd-", StringComparison.Ordinal) || unit.StartsWith("user@", StringComparison.Ordinal);

    public static string? Manager(string unit) => Find(s_managers, Stem(unit));

    public static string? Monitor(string unit) => Find(s_monitors, Stem(unit));

    public static bool IsApplication(string unit) =>
        unit.Length > 0 && !IsProxy(unit) && !IsDatabase(unit) && !IsMail(unit) && !IsPlumbing(unit) && Manager(unit) is null && Monitor(unit) is null;

    /// <summary>"postgresql@15-main.service" is "postgresql".</summary>
    private static string Stem(string unit)
    {
        var name = unit.EndsWith(".service", StringComparison.Ordinal) ? unit[..^".service".Length] : unit;
        return name.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? name[..at] : name;
    }

    private static string? Find((string Unit, string What)[] table, string stem) => table.FirstOrDefault(entry => entry.Unit == stem).What;
}
