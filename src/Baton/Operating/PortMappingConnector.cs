using System.Net;
using Baton.Hosts;
using Baton.Hosts.Ssh;
using Baton.Operations.Connections;

namespace Baton.Operating;

/// <summary>Reaches servers of the local cloud at the port that stands for theirs.</summary>
internal sealed class PortMappingConnector(IHostConnector inner, PublicPorts ports) : IHostConnector
{
    public async Task<IHost> ConnectAsync(ServerAddress address, TimeSpan patience, CancellationToken cancellationToken)
    {
        // A private address is not reached through the cloud's front.
        if (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip))
        {
            address = address with { Ssh = address.Ssh with { Port = await ports.OfAsync(address.Ssh.Port, cancellationToken) } };
        }

        return await inner.ConnectAsync(address, patience, cancellationToken);
    }

    public Task DropAsync(string instanceId) => inner.DropAsync(instanceId);

    public void Trust(string instanceId, IReadOnlyList<HostKey> keys) => inner.Trust(instanceId, keys);

    public bool IsTrusted(string instanceId) => inner.IsTrusted(instanceId);

    public void Forget(string instanceId) => inner.Forget(instanceId);
}
