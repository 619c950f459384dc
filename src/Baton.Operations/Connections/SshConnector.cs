using System.Collections.Concurrent;
using Baton.Hosts;
using Baton.Hosts.Ssh;

namespace Baton.Operations.Connections;

/// <summary>Reaches servers by OpenSSH.</summary>
public sealed class SshConnector(SshSettings settings) : IHostConnector, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, SshHost> _hosts = new();

    public async Task<IHost> ConnectAsync(ServerAddress address, TimeSpan patience, CancellationToken cancellationToken)
    {
        var target = Target(address);
        if (_hosts.TryGetValue(address.InstanceId, out var known))
        {
            if (known.Target == target)
            {
                return known;
            }

            await DropAsync(address.InstanceId);
        }

        var host = new SshHost(target, settings);
        try
        {
            await host.WaitUntilReachableAsync(patience, cancellationToken);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }

        _hosts[address.InstanceId] = host;
        return host;
    }

    public async Task DropAsync(string instanceId)
    {
        if (_hosts.TryRemove(instanceId, out var host))
        {
            await host.DisposeAsync();
        }
    }

    public void Trust(string instanceId, IReadOnlyList<HostKey> keys) => settings.KnownHosts.Trust(instanceId, keys);

    public bool IsTrusted(string instanceId) => settings.KnownHosts.Find(instanceId) is not [];

    public void Forget(string instanceId) => settings.KnownHosts.Forget(instanceId);

    public async ValueTask DisposeAsync()
    {
        foreach (var instanceId in _hosts.Keys)
        {
            await DropAsync(instanceId);
        }
    }

    private SshTarget Target(ServerAddress address) => new()
    {
        Name = address.Name,
        Address = address.Host,
        Port = address.Ssh.Port,
        User = address.Ssh.User,
        IdentityFile = address.Ssh.IdentityFile,
        HostKeyAlias = IsTrusted(address.InstanceId) ? address.InstanceId : null,
    };
}
