namespace Baton.Hosts;

/// <summary>
/// A live server on which named scripts are run as root. Two kinds: <see cref="Ssh.SshHost"/>, and a fake of a slow and remote thing in tests,
/// which knows the scripts by name.
/// </summary>
public interface IHost : IAsyncDisposable
{
    /// <summary>How people call it: "payroll (i-0abc…)".</summary>
    string Name { get; }

    /// <summary>Runs a script as root. A non-zero exit status is a result, not an exception; a lost connection is a <c>BatonException</c>.</summary>
    Task<HostResult> RunAsync(HostScript script, CancellationToken cancellationToken);

    /// <summary>Sees to it that so many scripts can begin at the same moment without a login. A host that needs none does nothing.</summary>
    Task PrepareAsync(int scripts, CancellationToken cancellationToken) => Task.CompletedTask;
}
