using Baton.Hosts.Assessing;

namespace Baton.Operations.Assessing.Risks;

internal static class AccessRisks
{
    // Ports on which a database or an administration tool listens, which the world should not reach.
    private static readonly Dictionary<int, string> s_inner = new()
    {
        [5432] = "PostgreSQL", [3306] = "MySQL", [6379] = "Redis", [27017] = "MongoDB", [11211] = "memcached", [9200] = "Elasticsearch", [5672] = "RabbitMQ", [15672] = "RabbitMQ's administration", [2375] = "Docker",
        [389] = "LDAP", [111] = "rpcbind", [2049] = "NFS", [10000] = "Webmin", [8086] = "InfluxDB",
    };

    public static IEnumerable<Risk> Find(ServerAssessment seen)
    {
        var open = seen.Ports.Where(port => !port.IsInternal && port.Protocol == "tcp").DistinctBy(port => port.Port).ToList();
        foreach (var port in open.Where(port => s_inner.ContainsKey(port.Port)))
        {
            yield return new(RiskLevel.High, "network", $"{s_inner[port.Port]} listens on {port.Address} port {port.Port}, for everybody whom no firewall keeps away.", "On EC2 the security group keeps it closed; who needs it from outside must be found out before the switch.");
        }

        var others = open.Where(port => port.Port is not (22 or 80 or 443 or 25) && !s_inner.ContainsKey(port.Port) && port.Program is not "sshd").ToList();
        if (others.Count > 0)
        {
            yield return new(
                RiskLevel.Medium, "network", $"Other ports are open: {string.Join(", ", others.Select(port => $"{port.Port}{(port.Program.Length > 0 ? $" ({port.Program})" : "")}"))}.",
                "The new server opens SSH from your address, and 80 and 443; say which of these the world needs.");
        }

        if (seen.SshServer.GetValueOrDefault("passwordauthentication") == "yes" && seen.Users.Any(user => user.Password == "set"))
        {
            yield return new(RiskLevel.Medium, "access", "sshd takes passwords.", "The new server takes keys only; make sure that everybody who must get in has one here.");
        }

        if (seen.SshServer.GetValueOrDefault("permitrootlogin") == "yes")
        {
            yield return new(RiskLevel.Low, "access", "sshd lets root in by password.", "Set PermitRootLogin prohibit-password.");
        }

        var weak = seen.Users.SelectMany(user => user.Keys.Where(key => key.Type == "DSA" || (key.Type == "RSA" && key.Bits < 2048)).Select(_ => user.Name)).Distinct().ToList();
        if (weak.Count > 0)
        {
            yield return new(RiskLevel.Medium, "access", $"Old keys open the accounts of {string.Join(", ", weak)}; a new sshd refuses them.", "Replace them by ed25519 keys before the switch.");
        }
    }
}
