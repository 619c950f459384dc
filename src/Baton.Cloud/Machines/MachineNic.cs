namespace Baton.Cloud.Machines;

/// <summary>A network interface of a machine: the unix datagram sockets of the switch are named after <see cref="InterfaceId"/>.</summary>
public sealed record MachineNic
{
    public required string InterfaceId { get; init; }

    /// <summary><c>06:…</c>, stable for the life of the interface.</summary>
    public required string MacAddress { get; init; }

    public required string PrivateAddress { get; init; }

    /// <summary>Prefix length of the subnet, for the address that the initrd sets: 20 in the default VPC.</summary>
    public required int PrefixLength { get; init; }

    public required string RouterAddress { get; init; }
}
