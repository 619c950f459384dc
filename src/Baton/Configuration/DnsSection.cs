using Baton.Operations.Configuration;
using Baton.Operations.Dns;

namespace Baton.Configuration;

/// <summary>Reads the names of one server of baton.yaml.</summary>
internal static class DnsSection
{
    private static readonly Dictionary<string, DnsProviderKind> s_providers = new()
    {
        ["route53"] = DnsProviderKind.Route53, ["rfc2136"] = DnsProviderKind.Rfc2136, ["manual"] = DnsProviderKind.Manual,
    };

    public static DnsOptions Read(YamlSection server)
    {
        var defaults = new DnsOptions();
        if (server.Section("dns", $"dns of {server.Name}") is not { } section)
        {
            return defaults;
        }

        var dns = new DnsOptions
        {
            Names = [.. section.Texts("names").Select(text => text.Value)],
            Provider = section.Choice("provider", s_providers) ?? defaults.Provider,
            Zone = section.Text("zone"),
            Server = section.Text("server"),
            KeyFile = section.Text("key-file"),
            Resolvers = Servers(section, "resolvers"),
            Authorities = Servers(section, "authorities"),
            TimeToLive = section.Duration("ttl") ?? defaults.TimeToLive,
            Patience = section.Duration("patience") ?? defaults.Patience,
        };
        Check(section, dns);
        section.Done();
        return dns;
    }

    private static void Check(YamlSection section, DnsOptions dns)
    {
        if (dns.Names is [])
        {
            section.Add(ConfigurationProblems.Missing(section.Where, section.Name, "names", "Name what users type: names: [www.example.com]"));
        }

        foreach (var name in dns.Names.Where(name => !DnsNames.CanBe(name)))
        {
            section.Add(ConfigurationProblems.WrongValue(section.WhereIs("names"), "names", name, "a DNS name, such as www.example.com"));
        }

        if (dns.Provider == DnsProviderKind.Rfc2136 && dns.Server is null)
        {
            section.Add(ConfigurationProblems.Missing(section.Where, section.Name, "server", "Name the server that takes updates: server: 192.0.2.53"));
        }

        if (dns.Server is { } server && !DnsNames.CanBeServer(server))
        {
            section.Add(ConfigurationProblems.WrongValue(section.WhereIs("server"), "server", server, "an address with or without a port, such as 192.0.2.53:53"));
        }

        if (dns.TimeToLive.TotalSeconds is < 0 or > 86400)
        {
            section.Add(ConfigurationProblems.WrongValue(section.WhereIs("ttl"), "ttl", $"{dns.TimeToLive}", "between 0s and 24h"));
        }
    }

    private static IReadOnlyList<string> Servers(YamlSection section, string key)
    {
        foreach (var (value, where) in section.Texts(key).Where(text => !DnsNames.CanBeServer(text.Value)))
        {
            section.Add(ConfigurationProblems.WrongValue(where, key, value, "an address with or without a port, such as 192.0.2.53:53"));
        }

        return [.. section.Texts(key).Select(text => text.Value)];
    }
}
