namespace Baton.Hosts.Ssh;

/// <summary>
/// A server over OpenSSH: one multiplexed connection, and on it root shells that stay open, so that a script costs one round trip and no login.
/// </summary>
public sealed class SshHost(SshTarget target, SshSettings settings) : IHost
{
    public string Name => Target.Name;

    public SshTarget Target { get; } = target;

    public Task<HostResult> RunAsync(HostScript script, CancellationToken cancellationToken) => throw new NotSupportedException(settings.SocketDirectory);

    /// <summary>Waits until a new machine lets us in and a root shell answers. Throws the last problem when the budget is over.</summary>
    public Task WaitUntilReachableAsync(TimeSpan budget, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
