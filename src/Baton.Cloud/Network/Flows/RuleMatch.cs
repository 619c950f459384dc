using Baton.Cloud.Network.Frames;

namespace Baton.Cloud.Network.Flows;

/// <summary>Whether a set of rules lets something pass. Rules only allow; what none allows is dropped.</summary>
internal static class RuleMatch
{
    /// <param name="rules">Ingress rules of the receiver, or egress rules of the sender.</param>
    /// <param name="traffic">What wants to pass.</param>
    /// <param name="peer">The address at the other end.</param>
    /// <param name="peerGroups">The groups that the other end is in; empty when it is outside the VPC.</param>
    public static bool Allows(IReadOnlyList<SecurityRule> rules, Traffic traffic, uint peer, IReadOnlyList<string> peerGroups)
    {
        foreach (var rule in rules)
        {
            if (MatchesTraffic(rule, traffic) && MatchesPeer(rule, peer, peerGroups))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// A connection through a public address. All its clients are on this computer, so a rule means them when it holds the address that they come
    /// from, or 127.0.0.1 ("my address", as this computer sees itself), or any address.
    /// </summary>
    public static bool AllowsFromOutside(IReadOnlyList<SecurityRule> rules, Traffic traffic, uint client)
    {
        foreach (var rule in rules)
        {
            if (MatchesTraffic(rule, traffic) && rule.Cidr is { } cidr && (cidr.Contains(client) || cidr.Contains(Loopback)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A TCP connection of something of the cloud's own.</summary>
    public static bool Allows(IReadOnlyList<SecurityRule> rules, int port, InnerCaller caller) =>
        caller.Addresses.Any(address => Allows(rules, Traffic.TcpTo(port), address.ToNumber(), caller.GroupIds))
        || (caller.IsTransparent && AllowsFromOutside(rules, Traffic.TcpTo(port), Loopback));

    /// <summary>127.0.0.1</summary>
    public const uint Loopback = 0x7f00_0001;

    private static bool MatchesPeer(SecurityRule rule, uint peer, IReadOnlyList<string> peerGroups) =>
        rule.GroupId is { } group ? peerGroups.Contains(group) : rule.Cidr is { } cidr && cidr.Contains(peer);

    private static bool MatchesTraffic(SecurityRule rule, Traffic traffic) => rule.Protocol switch
    {
        "-1" => true,
        "tcp" or "6" => traffic.Protocol == Ip.Tcp && HoldsPort(rule, traffic.Port),
        "udp" or "17" => traffic.Protocol == Ip.Udp && HoldsPort(rule, traffic.Port),
        // For ICMP the two port fields are type and code; the whole range of ports stands for all of both.
        "icmp" or "1" => traffic.Protocol == Ip.Icmp
            && (rule.ToPort == 65535 || (IsOrAny(rule.FromPort, traffic.IcmpType) && IsOrAny(rule.ToPort, traffic.IcmpCode))),
        _ => rule.Protocol == traffic.Protocol.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    private static bool HoldsPort(SecurityRule rule, int port) => rule.FromPort == -1 || (port >= rule.FromPort && port <= rule.ToPort);

    private static bool IsOrAny(int wanted, int actual) => wanted == -1 || wanted == actual;
}
