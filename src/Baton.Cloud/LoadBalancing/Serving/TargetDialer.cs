using System.Net;
using System.Net.Sockets;
using Baton.Cloud.Network;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.Serving;

/// <summary>Opens connections to targets: to interfaces of the VPC through its network, to all else from this computer.</summary>
internal sealed class TargetDialer(CloudContext cloud)
{
    /// <summary>The address of a target; null when there is none (any more).</summary>
    public string? AddressOf(TargetGroupRecord group, TargetRecord target) =>
        group.TakesAddresses ? target.Id : cloud.State.InterfaceOf(target.Id)?.PrivateAddress;

    public Task<Socket> DialAsync(TargetGroupRecord group, string address, int port, CancellationToken cancellationToken) =>
        InterfaceAt(group.VpcId, address) is { } nic
            ? cloud.Network.DialAsync(nic.InterfaceId, port, CallerOf(group), cancellationToken)
            : FromHereAsync(address, port, cancellationToken);

    private static async Task<Socket> FromHereAsync(string address, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Parse(address), port, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private InterfaceRecord? InterfaceAt(string vpcId, string address) => cloud.State.Subnets.All
        .Where(subnet => subnet.VpcId == vpcId)
        .SelectMany(subnet => cloud.State.InterfacesByAddress[CloudState.AddressKey(subnet.SubnetId, address)])
        .FirstOrDefault(nic => nic.InstanceId is not null);

    /// <summary>The load balancer that has the group: rules of the target's security groups may name its own, or its addresses.</summary>
    private InnerCaller CallerOf(TargetGroupRecord group)
    {
        var balancer = cloud.BalancersOf(group.Arn).FirstOrDefault();
        var nics = balancer is null ? [] : cloud.State.InterfacesByBalancer[balancer.Arn];
        // A network load balancer without groups shows the target its clients' addresses.
        return new([.. nics.Select(nic => IPAddress.Parse(nic.PrivateAddress))], balancer?.GroupIds ?? []) { IsTransparent = balancer is { IsNetwork: true, GroupIds: [] } };
    }
}
