using System.Collections.Concurrent;
using Baton.Aws.Ec2;
using Baton.Engine.Problems;
using Baton.Operations.Cloud;
using Baton.Operations.Configuration;
using Baton.Operations.Problems;
using Baton.Operations.Servers;

namespace Baton.Operations.Connections;

/// <summary>
/// The servers of a plan by instance id. Addresses are looked up when they are needed, since they change while a plan runs: an Elastic IP moves, and
/// hours later the old server has another address or none at all.
/// </summary>
internal sealed class ServerConnections(OperationServices services) : IAsyncDisposable
{
    private readonly Ec2 _ec2 = new(services);
    private readonly ConcurrentDictionary<string, (string Name, SshOptions Ssh)> _known = new();
    private readonly ConcurrentDictionary<string, ServerAddress> _addresses = new();

    public void Know(string name, string instanceId, SshOptions ssh) => _known[instanceId] = ($"{name} ({instanceId})", ssh);

    /// <summary>Connects, or goes on with the connection that is there.</summary>
    public async Task<IServer> ConnectAsync(string instanceId, CancellationToken cancellationToken)
    {
        if (!_addresses.TryGetValue(instanceId, out var address))
        {
            address = await AddressAsync(instanceId, cancellationToken);
            _addresses[instanceId] = address;
        }

        return await services.Connector.ConnectAsync(address, cancellationToken);
    }

    /// <summary>Forgets the address of an instance, and the connection to it: it is looked up anew.</summary>
    public async Task DropAsync(string instanceId)
    {
        _addresses.TryRemove(instanceId, out _);
        await services.Connector.DropAsync(instanceId);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var instanceId in _addresses.Keys)
        {
            await DropAsync(instanceId);
        }
    }

    private async Task<ServerAddress> AddressAsync(string instanceId, CancellationToken cancellationToken)
    {
        var instance = await _ec2.InstanceAsync(instanceId, cancellationToken);
        var (name, ssh) = _known[instanceId];
        if (Reachable(instance, ssh) is { } host)
        {
            return new() { InstanceId = instanceId, Name = name, Host = host, Ssh = ssh };
        }

        // A server that gave its Elastic IP away and got no other address is reached through the one that has it now.
        foreach (var other in _known.Where(other => other.Key != instanceId))
        {
            if (await _ec2.FindInstanceAsync(other.Key, cancellationToken) is { State.Name: "running" } neighbour && Reachable(neighbour, other.Value.Ssh) is { } door)
            {
                var through = new ServerAddress { InstanceId = other.Key, Name = other.Value.Name, Host = door, Ssh = other.Value.Ssh };
                return new() { InstanceId = instanceId, Name = name, Host = instance.PrivateIpAddress!, Ssh = ssh, Through = through };
            }
        }

        throw new BatonException(OperationProblems.NoAddress(instanceId));
    }

    private static string? Reachable(Instance instance, SshOptions ssh)
    {
        var address = ssh.Address == AddressKind.Private ? instance.PrivateIpAddress : instance.PublicIpAddress;
        return string.IsNullOrEmpty(address) ? null : address;
    }
}
