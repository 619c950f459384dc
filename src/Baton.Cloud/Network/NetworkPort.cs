using System.Net;

namespace Baton.Cloud.Network;

/// <summary>One network interface as the switch sees it.</summary>
public sealed record NetworkPort
{
    public required string InterfaceId { get; init; }

    public required string VpcId { get; init; }

    /// <summary>Decides the domain of private names: ec2.internal in us-east-1, REGION.compute.internal elsewhere.</summary>
    public string Region { get; init; } = "us-east-1";

    public required string MacAddress { get; init; }

    public required IPAddress PrivateAddress { get; init; }

    public required IPNetwork Subnet { get; init; }

    public required IPNetwork Vpc { get; init; }

    /// <summary>ip-172-31-5-12, without the domain.</summary>
    public required string HostName { get; init; }

    /// <summary>Groups that the interface is in, for rules whose source is a group.</summary>
    public required IReadOnlyList<string> GroupIds { get; init; }

    public required SecurityRules Rules { get; init; }
}
