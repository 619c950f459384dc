using System.Net;

namespace Baton.Cloud.Network;

/// <summary>Something of the cloud's own that speaks to interfaces from inside their VPC: a load balancer, with its addresses and security groups.</summary>
public sealed record InnerCaller(IReadOnlyList<IPAddress> Addresses, IReadOnlyList<string> GroupIds)
{
    /// <summary>Its clients' addresses are what the interface sees, so rules that let clients on this computer in are enough.</summary>
    public bool IsTransparent { get; init; }
}
