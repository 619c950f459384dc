using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.SecurityGroups;

/// <summary>Permissions as requests and answers write them (several peers under one port range) and rules as the cloud keeps them (one peer each).</summary>
internal static class GroupRules
{
    /// <summary>
    /// The rules that permissions stand for; <paramref name="findGroup"/> takes the id or the name of a peer group, <paramref name="findList"/> the id of a prefix list.
    /// </summary>
    public static IReadOnlyList<GroupRule> Parse(IReadOnlyList<IpPermission> permissions, bool egress, Func<UserIdGroupPair, string> findGroup, Func<string?, string> findList)
    {
        if (permissions.Count == 0)
        {
            throw Ec2Errors.Missing("IpPermissions");
        }

        var rules = permissions.SelectMany(permission => Parse(permission, egress, findGroup, findList)).ToList();
        for (var index = 1; index < rules.Count; index++)
        {
            if (rules.Take(index).Any(rules[index].SameAs))
            {
                throw Ec2Errors.InvalidValue("The same permission must not appear multiple times");
            }
        }

        return rules;
    }

    /// <summary>The older way of saying one permission: CidrIp, IpProtocol, FromPort and ToPort beside the group.</summary>
    public static IReadOnlyList<IpPermission> OfParts(string? cidr, string? protocol, int? from, int? to, string? peerGroupName) =>
    [
        new()
        {
            IpProtocol = protocol ?? (peerGroupName is null ? throw Ec2Errors.Missing("IpProtocol") : "-1"),
            FromPort = from,
            ToPort = to,
            IpRanges = cidr is null ? [] : [new() { CidrIp = cidr }],
            UserIdGroupPairs = peerGroupName is null ? [] : [new() { GroupName = peerGroupName }],
        },
    ];

    public static IReadOnlyList<IpPermission> Show(IEnumerable<GroupRule> rules, string ownerId) =>
    [
        .. rules.GroupBy(rule => (rule.Protocol, rule.FromPort, rule.ToPort)).Select(group => new IpPermission
        {
            IpProtocol = group.Key.Protocol,
            FromPort = group.Key.FromPort,
            ToPort = group.Key.ToPort,
            IpRanges = [.. group.Where(rule => rule.Cidr is not null).Select(rule => new IpRange { CidrIp = rule.Cidr, Description = rule.Description })],
            Ipv6Ranges = [.. group.Where(rule => rule.Cidr6 is not null).Select(rule => new Ipv6Range { CidrIpv6 = rule.Cidr6, Description = rule.Description })],
            UserIdGroupPairs = [.. group.Where(rule => rule.PeerGroupId is not null).Select(rule => new UserIdGroupPair { GroupId = rule.PeerGroupId, UserId = ownerId, Description = rule.Description })],
            PrefixListIds = [.. group.Where(rule => rule.PrefixListId is not null).Select(rule => new PrefixListId { PrefixListIdValue = rule.PrefixListId, Description = rule.Description })],
        }),
    ];

    public static SecurityGroupRule Show(GroupRule rule, string groupId, CloudContext cloud) => new()
    {
        SecurityGroupRuleId = rule.RuleId,
        GroupId = groupId,
        GroupOwnerId = cloud.Options.AccountId,
        IsEgress = rule.Egress,
        IpProtocol = rule.Protocol,
        FromPort = rule.FromPort ?? -1,
        ToPort = rule.ToPort ?? -1,
        CidrIpv4 = rule.Cidr,
        CidrIpv6 = rule.Cidr6,
        ReferencedGroupInfo = rule.PeerGroupId is null ? null : new() { GroupId = rule.PeerGroupId, UserId = cloud.Options.AccountId },
        PrefixListId = rule.PrefixListId,
        Description = rule.Description,
        Tags = cloud.State.TagList(rule.RuleId),
    };

    private static List<GroupRule> Parse(IpPermission permission, bool egress, Func<UserIdGroupPair, string> findGroup, Func<string?, string> findList)
    {
        var protocol = Protocol(permission.IpProtocol ?? throw Ec2Errors.Missing("IpPermissions.IpProtocol"));
        var (from, to) = Ports(protocol, permission.FromPort, permission.ToPort);
        GroupRule Rule(string? description) => new() { RuleId = Ids.New("sgr"), Egress = egress, Protocol = protocol, FromPort = from, ToPort = to, Description = description };
        List<GroupRule> rules =
        [
            .. permission.IpRanges.Select(range => Rule(range.Description) with { Cidr = Canonical(range.CidrIp, AddressFamily.InterNetwork) }),
            .. permission.Ipv6Ranges.Select(range => Rule(range.Description) with { Cidr6 = Canonical(range.CidrIpv6, AddressFamily.InterNetworkV6) }),
            .. permission.UserIdGroupPairs.Select(pair => Rule(pair.Description) with { PeerGroupId = findGroup(pair) }),
            .. permission.PrefixListIds.Select(list => Rule(list.Description) with { PrefixListId = findList(list.PrefixListIdValue) }),
        ];
        return rules.Count > 0 ? rules : throw Ec2Errors.Missing("IpPermissions.IpRanges");
    }

    private static string Protocol(string protocol) => protocol.ToLowerInvariant() switch
    {
        "6" => "tcp",
        "17" => "udp",
        "1" => "icmp",
        "58" => "icmpv6",
        "all" => "-1",
        "tcp" or "udp" or "icmp" or "icmpv6" or "-1" => protocol.ToLowerInvariant(),
        _ when int.TryParse(protocol, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 256 => protocol,
        _ => throw Ec2Errors.InvalidValue($"Invalid value '{protocol}' for IP protocol. Unknown protocol."),
    };

    private static (int? From, int? To) Ports(string protocol, int? from, int? to)
    {
        if (protocol is not ("tcp" or "udp"))
        {
            // Every port of "all" and of a protocol without ports; type and code of ICMP.
            return protocol is "icmp" or "icmpv6" ? (from ?? -1, to ?? -1) : (null, null);
        }

        var name = protocol.ToUpperInvariant();
        if (from is null || to is null)
        {
            throw Ec2Errors.InvalidValue($"Invalid value 'Must specify both from and to ports with {name}.' for portRange.");
        }

        // -1 to -1 is a way to say all ports.
        if ((from, to) is (-1, -1))
        {
            return (0, 65535);
        }

        return from is >= 0 and <= 65535 && to is >= 0 and <= 65535 && from <= to
            ? (from, to)
            : throw Ec2Errors.InvalidValue($"Invalid {name} port range: {from} to {to}");
    }

    // 100.68.0.18/18 is taken as 100.68.0.0/18 (AuthorizeSecurityGroupIngress, IpRanges).
    public static string Canonical(string? cidr, AddressFamily family)
    {
        var parts = cidr?.Split('/') ?? throw Ec2Errors.Missing("CidrIp");
        if (parts.Length != 2 || !IPAddress.TryParse(parts[0], out var address) || address.AddressFamily != family || (family == AddressFamily.InterNetwork && parts[0].Count('.') != 3)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > address.GetAddressBytes().Length * 8)
        {
            throw Ec2Errors.InvalidValue($"CIDR block {cidr} is malformed");
        }

        var bytes = address.GetAddressBytes();
        for (var bit = length; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return $"{new IPAddress(bytes)}/{length.ToString(CultureInfo.InvariantCulture)}";
    }
}
