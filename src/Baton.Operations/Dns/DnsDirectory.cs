using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Baton.Dns;
using Baton.Engine.Problems;
using Baton.Operations.Configuration;

namespace Baton.Operations.Dns;

/// <summary>Who has a zone and who is asked by users, and what each of them says.</summary>
internal sealed class DnsDirectory(DnsOptions options, OperationServices services)
{
    private const string SystemResolvers = "/etc/resolv.conf";

    private readonly DnsAsker _asker = new(services.Time);
    private readonly ConcurrentDictionary<string, IReadOnlyList<NameServerAddress>> _authorities = new();

    public IReadOnlyList<NameServerAddress> Resolvers { get; } =
        [.. Given(options.Resolvers is [] && services.NameServer is null ? OfThisMachine() : options.Resolvers).Select(server => server with { IsResolver = true })];

    /// <summary>The zone that a name is in: as baton.yaml says, else where its SOA record is.</summary>
    public async Task<string> ZoneOfAsync(string name, CancellationToken cancellationToken)
    {
        if (options.Zone is { } zone)
        {
            return DnsName.Normalize(zone);
        }

        for (var at = DnsName.Normalize(name); at is not null and not "."; at = DnsName.Parent(at))
        {
            var answers = await AskAsync(Guides, at, DnsType.SOA, cancellationToken);
            if (answers.SelectMany(answer => answer.Of(DnsType.SOA)).Any(record => DnsName.Normalize(record.Name) == at))
            {
                return at;
            }
        }

        throw new BatonException(DnsProblems.NobodyAnswers(name, Guides.Select(server => server.Name)));
    }

    /// <summary>All servers that have the zone, by its NS records and their addresses.</summary>
    public async Task<IReadOnlyList<NameServerAddress>> AuthoritiesAsync(string zone, CancellationToken cancellationToken)
    {
        if (_authorities.TryGetValue(zone, out var known))
        {
            return known;
        }

        var found = options.Authorities is [_, ..] || IsLocal ? Guides : await WalkAsync(zone, cancellationToken);
        return _authorities[zone] = found is [_, ..] ? found : throw new BatonException(DnsProblems.NobodyAnswers(zone, Guides.Select(server => server.Name)));
    }

    /// <summary>Asks all at once. Who does not answer says so by having no message.</summary>
    public async Task<IReadOnlyList<NameAnswer>> AskAsync(IReadOnlyList<NameServerAddress> servers, string name, DnsType type, CancellationToken cancellationToken) =>
        await Task.WhenAll(servers.Select(server => AskAsync(server, name, type, cancellationToken)));

    /// <summary>What the authorities say; throws when none of them answers.</summary>
    public async Task<IReadOnlyList<NameAnswer>> AskAuthoritiesAsync(string zone, string name, DnsType type, CancellationToken cancellationToken)
    {
        var answers = await AskAsync(await AuthoritiesAsync(zone, cancellationToken), name, type, cancellationToken);
        return answers.Any(answer => answer.Message is { Authoritative: true })
            ? answers
            : throw new BatonException(DnsProblems.NobodyAnswers(name, answers.Select(answer => answer.Server.Name)));
    }

    // Who is asked where a zone is: those that baton.yaml names, in the local cloud the one server that has all zones, else resolvers.
    private IReadOnlyList<NameServerAddress> Guides =>
        options.Authorities is [_, ..] given ? [.. Given(given)]
        : options is { Provider: DnsProviderKind.Rfc2136, Server: { } primary } ? [.. Given([primary])]
        : services.NameServer is { } local ? [new(local.ToString(), local, IsResolver: false)]
        : Resolvers;

    private bool IsLocal => services.NameServer is not null && options.Provider != DnsProviderKind.Rfc2136;

    private async Task<NameAnswer> AskAsync(NameServerAddress server, string name, DnsType type, CancellationToken cancellationToken)
    {
        try
        {
            return new(server, await _asker.AskAsync(server.EndPoint, name, type, server.IsResolver, cancellationToken));
        }
        catch (Exception failure) when (failure is TimeoutException or SocketException)
        {
            return new(server, null);
        }
    }

    private async Task<IReadOnlyList<NameServerAddress>> WalkAsync(string zone, CancellationToken cancellationToken)
    {
        var answers = await AskAsync(Guides, zone, DnsType.NS, cancellationToken);
        var found = new List<NameServerAddress>();
        foreach (var server in answers.SelectMany(answer => answer.Values(DnsType.NS)).Distinct())
        {
            foreach (var type in (DnsType[])[DnsType.A, DnsType.AAAA])
            {
                // The primary may not know the addresses of servers in other zones.
                var addresses = (await AskAsync([.. Guides, .. Resolvers], server, type, cancellationToken)).SelectMany(answer => answer.Values(type)).Distinct();
                found.AddRange(addresses.Where(Reachable).Select(address => new NameServerAddress($"{server} ({address})", PlaceOf(address), IsResolver: false)));
            }
        }

        return found;
    }

    // At the usual port, unless it is a server that was named with another.
    private IPEndPoint PlaceOf(string address)
    {
        var usual = NameServerAddress.Parse(address)!;
        return Guides.Select(guide => guide.EndPoint).FirstOrDefault(guide => guide.Address.Equals(usual.Address)) ?? usual;
    }

    // A machine without IPv6 cannot ask there, and who has only such addresses would not be served from here anyhow.
    private static bool Reachable(string address) => Socket.OSSupportsIPv6 || IPAddress.Parse(address).AddressFamily == AddressFamily.InterNetwork;

    private static IEnumerable<NameServerAddress> Given(IEnumerable<string> servers) =>
        servers.Select(server => (server, EndPoint: NameServerAddress.Parse(server))).Where(pair => pair.EndPoint is not null).Select(pair => new NameServerAddress(pair.server, pair.EndPoint!, IsResolver: false));

    private static IEnumerable<string> OfThisMachine() =>
        // nameserver 192.0.2.1
        !File.Exists(SystemResolvers) ? [] : File.ReadLines(SystemResolvers).Select(line => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words is ["nameserver", _, ..]).Select(words => words[1]);
}
