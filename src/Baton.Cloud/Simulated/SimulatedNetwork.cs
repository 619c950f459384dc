using System.Collections.Concurrent;
using System.Net;
using Baton.Cloud.Network;

namespace Baton.Cloud.Simulated;

/// <summary>A network that carries nothing and remembers what it was told, so that tests can ask what would have passed.</summary>
public sealed class SimulatedNetwork : IVpcNetwork
{
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

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
