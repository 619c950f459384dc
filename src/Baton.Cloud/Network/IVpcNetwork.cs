using System.Net;
using System.Net.Sockets;

namespace Baton.Cloud.Network;

/// <summary>
/// The switch of all VPCs: carries frames between machines, answers ARP, DHCP, DNS and metadata, enforces security groups and lets
/// addresses on loopback reach the machines behind them. Everything here is told again after a restart; nothing is kept.
/// </summary>
public interface IVpcNetwork : IAsyncDisposable
{
    /// <summary>Opens the port of an interface; repeated calls update it. The machine may start before or after.</summary>
    void Connect(NetworkPort port);

    void Disconnect(string interfaceId);

    /// <summary>Replaces the rules of an interface. Tracked connections go on, as on AWS.</summary>
    void SetRules(string interfaceId, SecurityRules rules);

    /// <summary>
    /// Points a public address (on loopback) at an interface, or at nothing. Listens on the TCP ports that the rules of the interface open; listeners,
    /// once open, stay open until the address is removed, so a connection made during a move waits instead of being refused. Connections that
    /// were established through the address before it moved are reset: on AWS they die, too, only more slowly.
    /// </summary>
    void SetPublicAddress(IPAddress publicAddress, string? interfaceId);

    /// <summary>Closes the listeners of an address that was released.</summary>
    void RemovePublicAddress(IPAddress publicAddress);

    /// <summary>
    /// A connection to a port of an interface from inside its VPC. What no rule allows is dropped: it waits until the caller has had enough.
    /// Throws IOException when it is refused or there is no such interface.
    /// </summary>
    Task<Socket> DialAsync(string interfaceId, int port, InnerCaller caller, CancellationToken cancellationToken);

    /// <summary>What could not be had and what stands for it: "port 22 of 127.42.0.7 needs root: use 127.42.0.7:10022".</summary>
    IReadOnlyList<PortOffset> PortOffsets { get; }
}
