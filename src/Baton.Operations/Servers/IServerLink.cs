namespace Baton.Operations.Servers;

/// <summary>The one SSH connection from the new server to the old one.</summary>
public interface IServerLink
{
    /// <summary>On the new server: makes the key, or finds it, and says its public half.</summary>
    Task<string> MakeLinkKeyAsync(string runId, CancellationToken cancellationToken);

    /// <summary>On the old server: lets that key in, for the link and nothing else.</summary>
    Task AuthorizeLinkAsync(string runId, string publicKey, LinkSetting link, CancellationToken cancellationToken);

    Task<bool> IsLinkAuthorizedAsync(string runId, CancellationToken cancellationToken);

    Task WithdrawLinkAsync(string runId, CancellationToken cancellationToken);

    /// <summary>On the new server: connects, and stays connected.</summary>
    Task StartLinkAsync(string runId, LinkSetting link, CancellationToken cancellationToken);

    Task StopLinkAsync(string runId, CancellationToken cancellationToken);
}
