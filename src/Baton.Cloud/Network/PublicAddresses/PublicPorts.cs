using Baton.Cloud.Network.Flows;
using Baton.Cloud.Network.Frames;

namespace Baton.Cloud.Network.PublicAddresses;

/// <summary>On which ports of a public address the cloud listens.</summary>
internal static class PublicPorts
{
    /// <summary>A rule for more ports than this opens only those of <see cref="Common"/> that it holds.</summary>
    public const int LargestWholeRange = 64;

    /// <summary>What a rule that opens a large range, or everything, makes reachable: nobody can listen on 65,535 ports per address.</summary>
    public static IReadOnlyList<int> Common { get; } = [22, 80, 443, 3306, 5432, 6379, 8080, 8443];

    /// <summary>The TCP ports that rules open to clients on this computer.</summary>
    public static IReadOnlySet<int> Of(IReadOnlyList<SecurityRule> ingress)
    {
        var ports = new HashSet<int>();
        foreach (var rule in ingress)
        {
            if (rule.Protocol is not ("-1" or "tcp" or "6") || rule.Cidr is not { } cidr || !CanMeanAClientHere(cidr))
            {
                continue;
            }

            var all = rule.Protocol == "-1" || rule.FromPort == -1;
            var (from, to) = all ? (1, 65535) : (Math.Max(1, rule.FromPort), Math.Min(65535, rule.ToPort));
            ports.UnionWith(to - from < LargestWholeRange ? Enumerable.Range(from, Math.Max(0, to - from + 1)) : Common.Where(port => port >= from && port <= to));
        }

        return ports;
    }

    // Any client on this computer has an address in 127.0.0.0/8.
    private static bool CanMeanAClientHere(System.Net.IPNetwork cidr) =>
        cidr.Contains(RuleMatch.Loopback) || (cidr.BaseAddress.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork && cidr.BaseAddress.ToNumber() >> 24 == 127);
}
