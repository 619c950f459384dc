using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Baton.Cloud.State;
using Baton.Dns;

namespace Baton.Cloud.Route53.Answers;

/// <summary>Answers questions from the hosted zones of a cloud, as their name servers would.</summary>
/// <param name="zones">All of them, whoever's they are.</param>
/// <param name="balancers">The address of a load balancer by its DNS name.</param>
/// <param name="self">Where every name server of every zone is.</param>
internal sealed partial class ZoneAnswers(Func<IEnumerable<HostedZoneRecord>> zones, Func<string, IPAddress?> balancers, IPAddress self, TimeProvider time)
{
    private const int LongestChain = 16;
    private const uint ServerTimeToLive = 172800;
    private const uint BalancerTimeToLive = 60;

    // By version: a zone is arranged once, however often it is asked.
    private readonly ConditionalWeakTable<IReadOnlyList<RecordSet>, ZoneView> _views = [];

    public DnsMessage Answer(DnsMessage query)
    {
        var answer = new DnsMessage
        {
            Id = query.Id, IsAnswer = true, Operation = query.Operation, RecursionDesired = query.RecursionDesired, Question = query.Question,
            DatagramSize = query.DatagramSize is null ? null : NameServer.LongestDatagram,
        };
        return query switch
        {
            { Operation: not 0 } => answer with { Status = DnsStatus.NotImplemented },
            { EdnsVersion: > 0 } => answer with { Status = DnsStatus.BadVersion },
            { Question: null } => answer with { Status = DnsStatus.FormatError },
            { Question.Type: DnsType.AXFR } => answer with { Status = DnsStatus.Refused },
            _ => Answer(answer, query.Question),
        };
    }

    private DnsMessage Answer(DnsMessage answer, DnsQuestion question)
    {
        var name = ZoneNames.FromWire(question.Name);
        if (ZoneOf(name) is not { } zone)
        {
            return ServerName().IsMatch(name) ? Address(answer, question, self, ServerTimeToLive)
                : balancers(name) is { } balancer ? Address(answer, question, balancer, BalancerTimeToLive)
                : answer with { Status = DnsStatus.Refused };
        }

        if (zone.Delegation(name) is { } servers)
        {
            return answer with { Authorities = [.. Records(servers, ZoneNames.OnTheWire(servers.Name), servers.TimeToLive ?? 0)], Additional = [.. Glue(zone, servers)] };
        }

        return InZone(answer with { Authoritative = true }, zone, name, question);
    }

    /// <summary>Follows aliases' and CNAMEs' targets as long as they are in the zone, as Route 53 does.</summary>
    private DnsMessage InZone(DnsMessage answer, ZoneView zone, string name, DnsQuestion question)
    {
        var (records, owner) = (new List<DnsRecord>(), question.Name);
        for (var step = 0; step < LongestChain; step++)
        {
            if (zone.Find(name) is not { } sets)
            {
                return answer with { Status = DnsStatus.NoSuchName, Answers = records, Authorities = Negative(zone) };
            }

            var found = sets.Where(set => set.Type == question.Type.ToString() || question.Type == DnsType.ANY).ToList();
            var chain = found.Count == 0 ? sets.FirstOrDefault(set => set.Type == "CNAME") : null;
            if (chain is null)
            {
                records.AddRange(Chosen(found).SelectMany(set => Resolved(zone, set, owner, 0)));
                return answer with { Answers = records, Authorities = records.Count == 0 ? Negative(zone) : [] };
            }

            records.AddRange(Resolved(zone, chain, owner, 0));
            if (records is not [.., { Data: var target }] || !DnsName.IsIn(name = ZoneNames.FromWire(target), zone.Name))
            {
                break;
            }

            owner = target;
        }

        return answer with { Answers = records };
    }

    private IEnumerable<DnsRecord> Resolved(ZoneView zone, RecordSet set, string owner, int depth)
    {
        if (set.Alias is not { } alias)
        {
            return Records(set, owner, set.TimeToLive ?? 0);
        }

        if (set.Type == "A" && balancers(alias.Name) is { } balancer)
        {
            return [new(owner, DnsType.A, BalancerTimeToLive, balancer.ToString())];
        }

        var there = DnsName.IsIn(alias.Name, zone.Name) ? zone : ZoneOf(alias.Name);
        return depth < LongestChain && there?.Find(alias.Name) is { } sets
            ? Chosen([.. sets.Where(target => target.Type == set.Type)]).SelectMany(target => Resolved(there, target, owner, depth + 1))
            : [];
    }

    /// <summary>One of several weighted sets; all of those that answer together.</summary>
    private static IEnumerable<RecordSet> Chosen(IReadOnlyList<RecordSet> sets)
    {
        var weighted = sets.Where(set => set.Weight is not null).ToList();
        var total = weighted.Sum(set => (int)set.Weight!.Value);
        if (weighted.Count == 0 || total == 0)
        {
            return sets;
        }

        var point = RandomNumberGenerator.GetInt32(total);
        return [weighted.First(set => (point -= (int)set.Weight!.Value) < 0)];
    }

    private static IEnumerable<DnsRecord> Records(RecordSet set, string owner, long timeToLive) =>
        set.Values.Select(value => new DnsRecord(owner, Enum.Parse<DnsType>(set.Type), (uint)timeToLive, ZoneNames.ToDecimal(value)));

    /// <summary>How long nothing may be remembered. https://www.rfc-editor.org/rfc/rfc2308#section-5</summary>
    private static IReadOnlyList<DnsRecord> Negative(ZoneView zone)
    {
        var start = zone.Start;
        var minimum = uint.Parse(start.Values[0].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[6], CultureInfo.InvariantCulture);
        return [.. Records(start, ZoneNames.OnTheWire(zone.Name), Math.Min(start.TimeToLive ?? 0, minimum))];
    }

    private static IEnumerable<DnsRecord> Glue(ZoneView zone, RecordSet servers) =>
        servers.Values.Select(server => ZoneNames.Normalize(server)).Where(server => DnsName.IsIn(server, zone.Name))
            .SelectMany(server => (zone.Find(server) ?? []).Where(set => set.Type is "A" or "AAAA").SelectMany(set => Records(set, ZoneNames.OnTheWire(server), set.TimeToLive ?? 0)));

    private static DnsMessage Address(DnsMessage answer, DnsQuestion question, IPAddress address, uint timeToLive) => answer with
    {
        Authoritative = true, Answers = question.Type is DnsType.A or DnsType.ANY ? [new(question.Name, DnsType.A, timeToLive, address.ToString())] : [],
    };

    /// <summary>The longest zone that the name is in; of several of one name, the oldest.</summary>
    private ZoneView? ZoneOf(string name)
    {
        var now = time.GetUtcNow();
        var zone = zones().Where(zone => DnsName.IsIn(name, zone.Name) && zone.ServedAt(now) is not null)
            .OrderByDescending(zone => zone.Name.Length).ThenBy(zone => zone.CreatedAt).FirstOrDefault();
        return zone?.ServedAt(now) is { } sets ? _views.GetValue(sets, key => new(zone.Name, key)) : null;
    }

    [GeneratedRegex(@"^ns-[0-9]+\.awsdns-[0-9]+\.(?:com|net|org|co\.uk)\.$", RegexOptions.NonBacktracking)]
    private static partial Regex ServerName();
}
