using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Baton.Cloud.Network;
using Baton.Cloud.Network.Flows;

namespace Baton.Cloud.Simulated;

/// <summary>A network that carries nothing and remembers what it was told, so that tests can ask what would have passed.</summary>
public sealed class SimulatedNetwork : IVpcNetwork
{
    private readonly Lazy<SimulatedGuests> _guests = new(() => new());
    private readonly ConcurrentDictionary<string, NetworkPort> _ports = new();
    private readonly ConcurrentDictionary<IPAddress, string?> _publicAddresses = new();

    public IReadOnlyDictionary<string, NetworkPort> Ports => _ports.ToDictionary();

    public IReadOnlyDictionary<IPAddress, string?> PublicAddresses => _publicAddresses.ToDictionary();

    public IReadOnlyList<PortOffset> PortOffsets => [];

    public void Connect(NetworkPort port) => _ports[port.InterfaceId] = port;

    public void Disconnect(string interfaceId) => _ports.TryRemove(interfaceId, out _);

    public void SetRules(string interfaceId, SecurityRules rules)
    {
        if (_ports.TryGetValue(interfaceId, out var port))
        {
            _ports[interfaceId] = port with { Rules = rules };
        }
    }

    public void SetPublicAddress(IPAddress publicAddress, string? interfaceId) => _publicAddresses[publicAddress] = interfaceId;

    public void RemovePublicAddress(IPAddress publicAddress) => _publicAddresses.TryRemove(publicAddress, out _);

    public async Task<Socket> DialAsync(string interfaceId, int port, InnerCaller caller, CancellationToken cancellationToken)
    {
        if (!_ports.TryGetValue(interfaceId, out var known))
        {
            throw new IOException($"{interfaceId} is not connected.");
        }

        if (!RuleMatch.Allows(known.Rules.Ingress, port, caller))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        return await _guests.Value.DialAsync($"{interfaceId} {known.PrivateAddress}:{port}", cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_guests.IsValueCreated)
        {
            await _guests.Value.DisposeAsync();
        }
    }
}
