using System.Globalization;
using Baton.Operations.Configuration;
using YamlDotNet.RepresentationModel;

namespace Baton.Configuration;

/// <summary>Reads one server of baton.yaml.</summary>
internal static class ServerSection
{
    private static readonly Dictionary<string, ConsistencyLevel> s_levels = new()
    {
        ["application"] = ConsistencyLevel.Application,
        ["filesystem"] = ConsistencyLevel.Filesystem,
        ["crash"] = ConsistencyLevel.Crash,
        ["shutdown"] = ConsistencyLevel.Shutdown,
    };

    private static readonly Dictionary<string, AddressKind> s_addresses = new() { ["public"] = AddressKind.Public, ["private"] = AddressKind.Private };

    public static ServerOptions Read(string name, YamlSection section)
    {
        var defaults = new ServerOptions { Name = name };
        var server = new ServerOptions
        {
            Name = name,
            Instance = section.Text("instance"),
            Ssh = ReadSsh(section.Section("ssh", $"ssh of {section.Name}")),
            Source = MigrationSections.ReadSource(section),
            Target = MigrationSections.ReadTarget(section) ?? defaults.Target,
            Postgres = ReadPostgres(section),
            Folders = [.. section.Texts("folders").Select(folder => Absolute(section, folder))],
            Services = [.. section.Items("services").Select(item => ReadService(section, item)).OfType<ServiceOptions>()],
            Fenced = [.. section.Texts("fenced").Select(unit => unit.Value)],
            Gate = ReadGate(section.Section("gate", $"gate of {section.Name}")),
            Checks = [.. section.Items("checks").Select((item, index) => CheckSection.Read(section, item, index + 1)).OfType<CheckOptions>()],
            Consistency = section.Choice("consistency", s_levels) ?? defaults.Consistency,
            Dns = DnsSection.Read(section),
            Test = TestSection.Read(section),
            Launch = ReadLaunch(section.Section("launch", $"launch of {section.Name}")),
            Budgets = ReadBudgets(section.Section("budgets", $"budgets of {section.Name}")),
            Announce = AnnounceSection.Read(section),
        };
        section.Done();
        return server;
    }

    private static string Absolute(YamlSection section, (string Value, string Where) folder)
    {
        if (!folder.Value.StartsWith('/') || folder.Value.TrimEnd('/').Length == 0)
        {
            section.Add(ConfigurationProblems.WrongValue(folder.Where, "folders", folder.Value, "an absolute path on the server, and not the whole of it"));
        }

        return folder.Value.TrimEnd('/');
    }

    private static SshOptions ReadSsh(YamlSection? section)
    {
        var defaults = new SshOptions();
        if (section is null)
        {
            return defaults;
        }

        var ssh = new SshOptions
        {
            User = section.Text("user") ?? defaults.User,
            Port = section.Number("port", 1, 65535) ?? defaults.Port,
            IdentityFile = section.Text("identity-file"),
            Address = section.Choice("address", s_addresses) ?? defaults.Address,
        };
        section.Done();
        return ssh;
    }

    private static PostgresOptions? ReadPostgres(YamlSection server)
    {
        if (server.Section("postgres", $"postgres of {server.Name}") is not { } section)
        {
            return null;
        }

        var cluster = section.Text("cluster");
        if (cluster is not null && cluster.Split('/') is not [{ Length: > 0 }, { Length: > 0 }])
        {
            section.Add(ConfigurationProblems.WrongValue(section.WhereIs("cluster"), "cluster", cluster, "a version and a name as pg_lsclusters shows them, such as 15/main"));
        }

        var postgres = new PostgresOptions { Cluster = cluster, Databases = [.. section.Texts("databases").Select(text => text.Value)] };
        section.Done();
        return postgres;
    }

    /// <summary>"web.service", or a mapping of unit and warm.</summary>
    private static ServiceOptions? ReadService(YamlSection server, YamlNode item)
    {
        if (item is YamlScalarNode { Value: { Length: > 0 } unit })
        {
            return new(unit);
        }

        if (server.AsSection(item, "services", $"a service of {server.Name}") is not { } section)
        {
            return null;
        }

        var named = section.Text("unit");
        if (named is null)
        {
            section.Add(ConfigurationProblems.Missing(section.Where, section.Name, "unit", "Name the systemd unit: unit: web.service"));
        }

        var warm = section.Flag("warm") ?? false;
        section.Done();
        return named is null ? null : new ServiceOptions(named) { Warm = warm };
    }

    private static GateOptions ReadGate(YamlSection? section)
    {
        if (section is null)
        {
            return new();
        }

        var ports = new List<int>();
        foreach (var (value, where) in section.Texts("ports"))
        {
            // 20000 above is where the link forwards the same port, so it must exist.
            if (int.TryParse(value, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 45535)
            {
                ports.Add(port);
            }
            else
            {
                section.Add(ConfigurationProblems.WrongValue(where, "ports", value, "a TCP port between 1 and 45535"));
            }
        }

        var gate = new GateOptions { Ports = ports, Proxy = section.Text("proxy") };
        section.Done();
        return gate;
    }

    private static LaunchOptions ReadLaunch(YamlSection? section)
    {
        if (section is null)
        {
            return new();
        }

        var launch = new LaunchOptions
        {
            CarryUserData = section.Flag("carry-user-data") ?? false,
            AcceptAddressChange = section.Flag("accept-address-change") ?? false,
        };
        section.Done();
        return launch;
    }

    private static BudgetOptions ReadBudgets(YamlSection? section)
    {
        var defaults = new BudgetOptions();
        if (section is null)
        {
            return defaults;
        }

        var budgets = new BudgetOptions
        {
            Hold = section.Duration("hold") ?? defaults.Hold,
            Maintenance = section.Duration("maintenance") ?? defaults.Maintenance,
            CatchUp = section.Duration("catch-up") ?? defaults.CatchUp,
            Boot = section.Duration("boot") ?? defaults.Boot,
            Freeze = section.Duration("freeze") ?? defaults.Freeze,
            Snapshot = section.Duration("snapshot") ?? defaults.Snapshot,
            Reach = section.Duration("reach") ?? defaults.Reach,
        };
        section.Done();
        return budgets;
    }
}
