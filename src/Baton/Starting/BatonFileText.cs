using System.Globalization;
using System.Text;
using Baton.Hosts.Discovery;

namespace Baton.Starting;

/// <summary>Writes a first baton.yaml: what was found, and beside it, commented out, all else that can be said.</summary>
internal static class BatonFileText
{
    private static readonly string[] s_proxies = ["nginx.service", "apache2.service", "haproxy.service", "caddy.service"];

    private static readonly string[] s_notServices =
        ["ssh.service", "sshd.service", "systemd-resolved.service", "chrony.service", "cron.service", "exim4.service", "rpcbind.service"];

    public static string Write(FoundServer server)
    {
        var text = new StringBuilder();
        text.AppendLine("# What Baton knows of your servers. Every key but 'servers' may be left out; 'baton plan image NAME' checks it against the real server.");
        text.AppendLine(Setting("region", server.Region, "eu-central-1", "else as for the AWS CLI: AWS_REGION, or the profile"));
        text.AppendLine("# profile: production        # credentials are found as the AWS CLI finds them");
        text.AppendLine(Setting("endpoint", server.Endpoint, "http://127.0.0.1:4570", "the local cloud, for a rehearsal; else AWS"));
        text.AppendLine("servers:").Append("  ").Append(server.Name).AppendLine(":");
        Place(text, server);
        Postgres(text, server);
        text.AppendLine("    # Folders outside PostgreSQL that must not lose a file.");
        text.AppendLine(server.Folders.Count == 0 ? "    # folders: [/srv/uploads]" : Invariant($"    folders: [{string.Join(", ", server.Folders.Select(Quoted))}]"));
        Services(text, server);
        Checks(text, server);
        text.AppendLine("    # consistency: application  # what images must be: application, filesystem, crash, shutdown; never silently lowered");
        text.AppendLine("    # budgets: { hold: 30s, catch-up: 30m, boot: 10m }   # past these Baton backs out by itself");
        return text.ToString();
    }

    private static void Place(StringBuilder text, FoundServer server)
    {
        var key = server.IdentityFile is { } file ? Invariant($"identity-file: {file}") : "# identity-file: ~/.ssh/id_ed25519";
        if (server.Source is not { } source)
        {
            text.AppendLine(Invariant($"    instance: {server.InstanceId}        # or the value of its tag Name"));
            text.AppendLine("    ssh:                       # your own ssh configuration and agent are respected");
            text.AppendLine(Invariant($"      user: {server.User}"));
            text.AppendLine($"      {key}");
            text.AppendLine("      # address: private       # when this machine is inside the VPC or behind its VPN");
            return;
        }

        text.AppendLine("    source:                    # where it runs now; your own ssh configuration and agent are respected");
        text.AppendLine("      ssh:");
        text.AppendLine(Invariant($"        host: {Quoted(source.Host)}"));
        text.AppendLine(Invariant($"        user: {server.User}"));
        text.AppendLine(source.Port == 22 ? "        # port: 22" : Invariant($"        port: {source.Port}"));
        text.AppendLine($"        {key}");
        text.AppendLine("    target:                    # what a migration makes in EC2");
        text.AppendLine(server.InstanceType is { } type ? Invariant($"      instance-type: {type}") : "      # instance-type: t3.medium");
        text.AppendLine("      # open-ports: [80, 443]    # that the world reaches");
        text.AppendLine("      # carry: [/opt/app]        # programs and settings that come over once: files or folders");
    }

    private static void Postgres(StringBuilder text, FoundServer server)
    {
        if (server.PostgresCluster is not { } cluster)
        {
            text.AppendLine(server.LookedInside ? "    # No PostgreSQL was found on it." : "    # postgres: { cluster: 15/main, databases: [app] }");
            return;
        }

        text.AppendLine("    postgres:");
        // A cluster that the distribution did not make has no name; it is found by itself where it is the only one.
        text.AppendLine(cluster.Split('/') is [{ Length: > 0 }, { Length: > 0 }] ? Invariant($"      cluster: {cluster}") : Invariant($"      # its data is in {cluster}"));
        text.AppendLine(Invariant($"      databases: [{string.Join(", ", server.Databases.Select(Quoted))}]   # whose rows are counted when an image is proved"));
    }

    private static void Services(StringBuilder text, FoundServer server)
    {
        var units = Applications(server);
        text.AppendLine("    # Units that write data or answer requests. 'warm' may start while its database is still a read-only standby.");
        if (units.Count + server.Workers.Count == 0)
        {
            text.AppendLine("    # services:").AppendLine("    #   - unit: app.service").AppendLine("    #     warm: true");
        }
        else
        {
            text.AppendLine("    services:");
            foreach (var unit in units.Select(listener => listener.Unit).Concat(server.Workers).Distinct())
            {
                text.AppendLine(Invariant($"      - unit: {unit}")).AppendLine("        # warm: true");
            }
        }

        text.AppendLine("    # Units that act on the world by themselves: never on a copy.");
        text.AppendLine(server.Fenced.Count == 0 ? "    # fenced: [cron.service, postfix.service]" : Invariant($"    fenced: [{string.Join(", ", server.Fenced)}]"));
        text.AppendLine("    # Where new connections wait during a switch: the ports of the application, and the proxy in front of it.");
        var ports = units.Select(listener => listener.Port).Distinct().ToList();
        var proxy = Proxy(server);
        text.AppendLine(ports.Count == 0
            ? "    # gate: { ports: [8080], proxy: nginx.service }"
            : Invariant($"    gate: {{ ports: [{string.Join(", ", ports)}]{(proxy is null ? "" : $", proxy: {proxy}")} }}"));
    }

    private static void Checks(StringBuilder text, FoundServer server)
    {
        text.AppendLine("    # How to tell that it works. 'outside' asks at the public address too, after it has moved.");
        var port = server.Listeners.Where(listener => !listener.IsInternal && listener.Port is 80 or 8080 or 8000).Select(listener => (int?)listener.Port).FirstOrDefault();
        if (port is null && server.PostgresCluster is null)
        {
            text.AppendLine("    # checks:").AppendLine("    #   - name: the front page answers").AppendLine("    #     http: http://127.0.0.1/").AppendLine("    #     status: 200");
            return;
        }

        text.AppendLine("    checks:");
        if (port is not null)
        {
            text.AppendLine("      - name: the front page answers");
            text.AppendLine(Invariant($"        http: http://127.0.0.1{(port == 80 ? "" : Invariant($":{port}"))}/"));
            text.AppendLine("        # status: 200").AppendLine("        # expect: Welcome").AppendLine("        outside: true");
        }

        if (server.PostgresCluster is not null)
        {
            text.AppendLine("      - name: the database answers").AppendLine("        sql: SELECT 1").AppendLine("        expect: \"1\"");
            text.AppendLine(Invariant($"        database: {(server.Databases is [var first, ..] ? first : "postgres")}"));
        }

        text.AppendLine("      # - tcp: 127.0.0.1:25").AppendLine("      # - command: systemctl is-active app.service");
    }

    /// <summary>What stands behind the proxy; without an application of its own, the proxy is what answers.</summary>
    private static List<Listener> Applications(FoundServer server)
    {
        var others = server.Listeners.Where(listener => !s_notServices.Contains(listener.Unit) && !listener.Unit.StartsWith("postgresql", StringComparison.Ordinal)).ToList();
        var behind = others.Where(listener => !s_proxies.Contains(listener.Unit)).ToList();
        return behind.Count > 0 ? behind : others;
    }

    private static string? Proxy(FoundServer server) =>
        Applications(server).Any(listener => s_proxies.Contains(listener.Unit))
            ? null
            : server.Listeners.Select(listener => listener.Unit).FirstOrDefault(s_proxies.Contains);

    private static string Setting(string key, string? value, string example, string comment) =>
        value is null ? $"# {key}: {example}    # {comment}" : $"{key}: {value}    # {comment}";

    /// <summary>A name that YAML might take for something else: quoted.</summary>
    private static string Quoted(string name) =>
        name.Length > 0 && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '/' or '.' or '_' or '-') && char.IsAsciiLetter(name.TrimStart('/', '.')[..1].PadRight(1)[0])
            ? name
            : $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
