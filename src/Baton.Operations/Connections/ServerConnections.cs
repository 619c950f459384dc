using System.Collections.Concurrent;
using Baton.Aws.Ec2;
using Baton.Engine.Problems;
using Baton.Hosts;
using Baton.Operations.Cloud;
using Baton.Operations.Configuration;
using Baton.Operations.Problems;

namespace Baton.Operations.Connections;

/// <summary>
/// The machines of one server, old and new, by instance id. Addresses are looked up when they are needed, since they change while a plan runs: an Elastic IP moves, and
/// hours later the old server has another address or none at all.
/// </summary>
/// <param name="elsewhere">A machine that is not on EC2: it is where this says.</param>
internal sealed class ServerConnections(OperationServices services, string name, SshOptions ssh, ServerAddress? elsewhere = null) : IAsyncDisposable
{
    // For a server that is up: long enough for one whose address has just moved.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Ec2 _ec2 = new(services);
    private readonly ConcurrentDictionary<string, ServerAddress> _addresses = new();

    /// <summary>Connects, or goes on with the connection that is there.</summary>
    public Task<IHost> ConnectAsync(string instanceId, CancellationToken cancellationToken) => ConnectAsync(instanceId, Patience, cancellationToken);

    public async Task<IHost> ConnectAsync(string instanceId, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (!_addresses.TryGetValue(instanceId, out var address))
        {
            address = await AddressAsync(instanceId, cancellationToken);
            _addresses[instanceId] = address;
        }

        return await services.Connector.ConnectAsync(address, patience, cancellationToken);
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
        if (instanceId == elsewhere?.InstanceId)
        {
            return elsewhere;
        }

        var instance = await _ec2.InstanceAsync(instanceId, cancellationToken);
        var host = ssh.Address == AddressKind.Private ? instance.PrivateIpAddress : instance.PublicIpAddress;
        return string.IsNullOrEmpty(host)
            ? throw new BatonException(OperationProblems.NoAddress(instanceId))
            : new() { InstanceId = instanceId, Name = $"{name} ({instanceId})", Host = host, Ssh = ssh };
    }
}
