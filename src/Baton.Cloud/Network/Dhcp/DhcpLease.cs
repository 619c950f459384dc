using Baton.Cloud.Network.Frames;

namespace Baton.Cloud.Network.Dhcp;

/// <summary>What one interface is told.</summary>
internal readonly record struct DhcpLease
{
    public required MacAddress MacAddress { get; init; }

    public required uint Address { get; init; }

    public required uint Mask { get; init; }

    public required uint Router { get; init; }

    public required uint NameServer { get; init; }

    public required string HostName { get; init; }

    public required string Domain { get; init; }

    public static uint Seconds => 3600;
}
