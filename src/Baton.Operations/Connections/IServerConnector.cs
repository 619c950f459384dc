using Baton.Operations.Servers;

namespace Baton.Operations.Connections;

/// <summary>Reaches servers. Two kinds: OpenSSH, and the fakes of tests.</summary>
public interface IServerConnector
{
    /// <summary>
    /// Throws a <c>BatonException</c> when the server cannot be reached, refuses, or shows another key than the one trusted for its instance id.
    /// Connections are kept and shared per instance until they are dropped.
    /// </summary>
    Task<IServer> ConnectAsync(ServerAddress address, CancellationToken cancellationToken);

    /// <summary>Ends the connection to an instance, whose address has changed or that is gone.</summary>
    Task DropAsync(string instanceId);

    /// <summary>Trusts these host keys ("ssh-ed25519 AAAA…") for this instance, wherever it is reached, and no others.</summary>
    Task TrustAsync(string instanceId, IReadOnlyList<string> hostKeys, CancellationToken cancellationToken);

    Task<bool> IsTrustedAsync(string instanceId, CancellationToken cancellationToken);

    Task ForgetAsync(string instanceId, CancellationToken cancellationToken);
}
