using Baton.Hosts;
using Baton.Hosts.Ssh;

namespace Baton.Operations.Connections;

/// <summary>Reaches servers. Two kinds: OpenSSH, and the fakes of tests.</summary>
public interface IHostConnector
{
    /// <summary>
    /// Tries until the server lets us in or the patience is over; then throws a <c>BatonException</c> that says why. Connections are kept and shared per
    /// instance until they are dropped.
    /// </summary>
    Task<IHost> ConnectAsync(ServerAddress address, TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>Ends the connection to an instance, whose address has changed or that is gone.</summary>
    Task DropAsync(string instanceId);

    /// <summary>Trusts these keys for this instance, wherever it is reached, and no others.</summary>
    void Trust(string instanceId, IReadOnlyList<HostKey> keys);

    bool IsTrusted(string instanceId);

    void Forget(string instanceId);
}
