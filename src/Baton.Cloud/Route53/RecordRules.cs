using Baton.Aws.Route53;
using Baton.Cloud.State;
using Baton.Dns;

namespace Baton.Cloud.Route53;

/// <summary>A record set of the API as one of the state, and back. What no zone could hold is refused.</summary>
internal static class RecordRules
{
    private const long LongestTimeToLive = int.MaxValue;

    private static readonly string[] s_aliasTypes = ["A", "AAAA", "CNAME", "MX", "TXT", "SRV", "CAA", "PTR", "SPF", "NAPTR"];

    /// <summary>Throws InvalidInput for what the API does not take, and <see cref="DnsFormatException"/> with a message of the batch for what a zone cannot hold.</summary>
    public static RecordSet Read(string action, ResourceRecordSet given)
    {
        CheckSupported(given);
        if (given.Type is not { } type || !Enum.TryParse(type, out DnsType dnsType) || !RecordText.Knows(dnsType) || dnsType.ToString() != type)
        {
            throw Route53Errors.InvalidInput($"Invalid XML ; Value '{given.Type}' is not facet-valid with respect to the enumeration of record types.");
        }

        var set = new RecordSet
        {
            Name = NameOf(given.Name),
            Type = type,
            TimeToLive = given.TTL,
            Values = [.. given.ResourceRecords.Select(record => record.Value?.Trim() ?? throw Route53Errors.InvalidInput("A ResourceRecord must have a Value."))],
            SetIdentifier = given.SetIdentifier,
            Weight = given.Weight,
            MultiValueAnswer = given.MultiValueAnswer,
            Alias = given.AliasTarget is { } target
                ? new(target.HostedZoneId?.Split('/')[^1] ?? throw Route53Errors.InvalidInput("An AliasTarget must have a HostedZoneId."), NameOf(target.DNSName), target.EvaluateTargetHealth ?? false)
                : null,
        };
        CheckForm(action, set);
        CheckValues(dnsType, set);
        return set;
    }

    public static ResourceRecordSet View(RecordSet set) => new()
    {
        Name = set.Name,
        Type = set.Type,
        SetIdentifier = set.SetIdentifier,
        Weight = set.Weight,
        MultiValueAnswer = set.MultiValueAnswer,
        TTL = set.TimeToLive,
        ResourceRecords = [.. set.Values.Select(value => new ResourceRecord { Value = value })],
        AliasTarget = set.Alias is { } alias ? new() { HostedZoneId = alias.ZoneId, DNSName = alias.Name, EvaluateTargetHealth = alias.EvaluateTargetHealth } : null,
    };

    /// <summary>Whether a deletion names what is there: the order of values does not count.</summary>
    public static bool AreAlike(RecordSet one, RecordSet other) =>
        one.TimeToLive == other.TimeToLive && one.Alias == other.Alias && one.Weight == other.Weight
        && one.Values.Order(StringComparer.Ordinal).SequenceEqual(other.Values.Order(StringComparer.Ordinal));

    private static void CheckSupported(ResourceRecordSet given)
    {
        var missing = given switch
        {
            { Region: not null } => "latency routing",
            { GeoLocation: not null } => "geolocation routing",
            { Failover: not null } => "failover routing",
            { HealthCheckId: not null } => "health checks",
            { CidrRoutingConfig: not null } => "IP-based routing",
            { TrafficPolicyInstanceId: not null } => "traffic policies",
            _ => null,
        };
        if (missing is not null)
        {
            throw Route53Errors.InvalidInput($"The local cloud has no {missing}.");
        }
    }

    private static string NameOf(string? name)
    {
        try
        {
            return ZoneNames.Normalize(name ?? throw Route53Errors.InvalidInput("A ResourceRecordSet must have a Name."));
        }
        catch (DnsFormatException wrong)
        {
            throw new DnsFormatException($"FATAL problem: InvalidDomainName ({wrong.Message.TrimEnd('.')}) encountered with '{name}'");
        }
    }

    private static void CheckForm(string action, RecordSet set)
    {
        var where = $"Change with [Action={action}, Name={set.Name}, Type={set.Type}, SetIdentifier={set.SetIdentifier ?? "null"}]";
        var plain = set.TimeToLive is not null && set.Values is [_, ..];
        if (plain == set.Alias is not null || (set.Alias is not null && (set.TimeToLive is not null || set.Values is [_, ..])))
        {
            var found = plain || set.Alias is not null ? "more than one" : "none";
            throw Route53Errors.InvalidInput($"Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found {found} in {where}");
        }

        if (set.TimeToLive is < 0 or > LongestTimeToLive)
        {
            throw Route53Errors.InvalidInput($"Invalid XML ; Value '{set.TimeToLive}' is not facet-valid with respect to minInclusive '0' and maxInclusive '{LongestTimeToLive}' for type 'TTL'.");
        }

        if (set.Alias is not null && !s_aliasTypes.Contains(set.Type))
        {
            throw new DnsFormatException($"An alias of type {set.Type} is not permitted: {set.Name}");
        }

        CheckRouting(where, set);
    }

    private static void CheckRouting(string where, RecordSet set)
    {
        if ((set.SetIdentifier is null) != (set.Weight is null && set.MultiValueAnswer != true) || (set.Weight is not null && set.MultiValueAnswer == true))
        {
            throw Route53Errors.InvalidInput($"Invalid request: Missing or too many fields: SetIdentifier goes with exactly one of [Weight, Region, Failover, GeoLocation, MultiValueAnswer] in {where}");
        }

        if (set.Weight is < 0 or > 255)
        {
            throw Route53Errors.InvalidInput($"Invalid XML ; Value '{set.Weight}' is not facet-valid for type 'ResourceRecordSetWeight'.");
        }
    }

    private static void CheckValues(DnsType type, RecordSet set)
    {
        if (set.Values.GroupBy(value => value, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new DnsFormatException($"Duplicate Resource Record: '{twice.Key}'");
        }

        if (type is DnsType.CNAME or DnsType.SOA && set.Values.Count > 1)
        {
            throw new DnsFormatException($"Invalid Resource Record: 'FATAL problem: TooManyResourceRecords (A record set of type {type} has one value) encountered with '{set.Name}''");
        }

        foreach (var value in set.Values)
        {
            CheckValue(type, value);
        }
    }

    private static void CheckValue(DnsType type, string value)
    {
        if (type is DnsType.TXT or DnsType.SPF && !value.StartsWith('"'))
        {
            throw new DnsFormatException($"Invalid Resource Record: 'FATAL problem: InvalidCharacterString (Value should be enclosed in quotation marks) encountered with '{value}''");
        }

        try
        {
            RecordText.Check(type, ZoneNames.ToDecimal(value));
        }
        catch (DnsFormatException)
        {
            var problem = type switch
            {
                DnsType.A => "ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)",
                DnsType.AAAA => "AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address)",
                DnsType.MX => "MXRRDATAIllegalFormat (Value should be a preference and a domain name)",
                DnsType.TXT or DnsType.SPF => "InvalidCharacterString (Value should be a list of quoted strings of at most 255 characters)",
                _ => $"{type}RRDATAIllegalFormat (Value is not valid for this type)",
            };
            throw new DnsFormatException($"Invalid Resource Record: 'FATAL problem: {problem} encountered with '{value}''");
        }
    }
}
