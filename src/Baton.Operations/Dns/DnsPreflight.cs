using Baton.Dns;
using Baton.Engine.Problems;

namespace Baton.Operations.Dns;

/// <summary>Finds out where the names of a server lead, and everything that stands against changing them.</summary>
internal sealed class DnsPreflight(DnsScope scope)
{
    private const int LongestChain = 8;

    private readonly List<Problem> _problems = [];
    private readonly SortedSet<string> _notes = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Notes => [.. _notes];

    /// <summary>Throws all problems at once.</summary>
    public async Task<IReadOnlyList<DnsNamePlan>> FindAsync(string server, CancellationToken cancellationToken)
    {
        if (scope.Options.Names is [])
        {
            throw new BatonException(DnsProblems.NotConfigured(server));
        }

        _problems.AddRange(Nsupdate.Check(scope.Options.KeyFile));
        var plans = new List<DnsNamePlan>();
        foreach (var name in scope.Options.Names.Select(DnsName.Normalize).Distinct())
        {
            try
            {
                plans.Add(await FindNameAsync(name, cancellationToken));
            }
            catch (BatonException found)
            {
                _problems.AddRange(found.Problems);
            }
        }

        return _problems is [] ? plans : throw new BatonException([.. _problems]);
    }

    private async Task<DnsNamePlan> FindNameAsync(string name, CancellationToken cancellationToken)
    {
        var zone = await scope.Directory.ZoneOfAsync(name, cancellationToken);
        var target = await TargetAsync(name, zone, cancellationToken);
        var records = new List<NameRecord>();
        var oldest = 0L;
        foreach (var type in (DnsType[])[DnsType.A, DnsType.AAAA])
        {
            var answers = await scope.Directory.AskAuthoritiesAsync(zone, target, type, cancellationToken);
            var kept = await scope.Provider.ReadAsync(target, type.ToString(), cancellationToken);
            if (kept is null)
            {
                if (answers.Any(answer => answer.Values(type) is [_, ..]))
                {
                    _problems.Add(DnsProblems.NotItself(target));
                }

                continue;
            }

            if (kept.Values is not [_])
            {
                _problems.Add(DnsProblems.SeveralAddresses(target, kept.Values));
            }

            var cached = await scope.Directory.AskAsync(scope.Directory.Resolvers, target, type, cancellationToken);
            oldest = answers.Concat(cached).Select(answer => (long)(answer.TimeToLive(type) ?? 0)).Append(oldest).Append(kept.TimeToLive).Max();
            records.Add(kept);
        }

        if (!records.Exists(record => record.Type == "A"))
        {
            throw new BatonException(DnsProblems.NoAddress(name));
        }

        await NoteElsewhereAsync(name, zone, records, cancellationToken);
        return new() { Name = name, Records = records, OldTimeToLive = oldest };
    }

    /// <summary>Where a name leads at last, by the CNAMEs of its authorities.</summary>
    private async Task<string> TargetAsync(string name, string zone, CancellationToken cancellationToken)
    {
        var at = name;
        for (var step = 0; step < LongestChain; step++)
        {
            var answers = await scope.Directory.AskAuthoritiesAsync(zone, at, DnsType.CNAME, cancellationToken);
            if (answers.SelectMany(answer => answer.Of(DnsType.CNAME)).FirstOrDefault(record => DnsName.Normalize(record.Name) == at) is not { } alias)
            {
                return at;
            }

            var next = DnsName.Normalize(alias.Data);
            if (!DnsName.IsIn(next, zone))
            {
                throw new BatonException(DnsProblems.CnameElsewhere(at, next, zone));
            }

            _notes.Add($"{at} leads to {next}, whose records are the ones that change.");
            at = next;
        }

        throw new BatonException(DnsProblems.CnameElsewhere(name, at, zone));
    }

    /// <summary>What else names the old address, and would go on naming it.</summary>
    private async Task NoteElsewhereAsync(string name, string zone, IReadOnlyList<NameRecord> records, CancellationToken cancellationToken)
    {
        var addresses = records.SelectMany(record => record.Values).ToList();
        foreach (var at in new[] { name, zone }.Distinct())
        {
            foreach (var text in await ValuesAsync(zone, at, DnsType.TXT, cancellationToken))
            {
                if (addresses.Find(address => text.Contains(address, StringComparison.Ordinal)) is { } named)
                {
                    _notes.Add($"The TXT record of {at} names {named}: {text}. Add the new address before mail is sent from it.");
                }
            }

            foreach (var exchange in (await ValuesAsync(zone, at, DnsType.MX, cancellationToken)).Select(value => DnsName.Normalize(value.Split(' ')[^1])))
            {
                if (DnsName.IsIn(exchange, zone) && (await ValuesAsync(zone, exchange, DnsType.A, cancellationToken)).Intersect(addresses).Any())
                {
                    _notes.Add($"Mail of {at} goes to {exchange}, which is this server's address: its mail moves with it, or needs a place of its own.");
                }
            }

            foreach (var authority in await ValuesAsync(zone, at, DnsType.CAA, cancellationToken))
            {
                _notes.Add($"The CAA record of {at} says who may issue certificates: {authority}. The new server must renew there.");
            }
        }

        if (records.Any(record => record.Type == "AAAA"))
        {
            _notes.Add($"{name} has an IPv6 address too, which goes on leading to the old server until its AAAA record is changed or removed.");
        }
    }

    private async Task<IEnumerable<string>> ValuesAsync(string zone, string name, DnsType type, CancellationToken cancellationToken) =>
        (await scope.Directory.AskAuthoritiesAsync(zone, name, type, cancellationToken)).SelectMany(answer => answer.Values(type)).Distinct();
}
