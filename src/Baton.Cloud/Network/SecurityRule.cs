using System.Net;

namespace Baton.Cloud.Network;

/// <summary>One permission. Protocol "tcp", "udp", "icmp" or "-1" for all. Exactly one of <see cref="Cidr"/> and <see cref="GroupId"/> is set.</summary>
public sealed record SecurityRule(string Protocol, int FromPort, int ToPort)
{
    public IPNetwork? Cidr { get; init; }

    public string? GroupId { get; init; }
}
