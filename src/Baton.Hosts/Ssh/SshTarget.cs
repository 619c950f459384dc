namespace Baton.Hosts.Ssh;

/// <summary>Where a server is and as whom it is entered. What is not said here is left to the user's own ssh configuration.</summary>
public sealed record SshTarget
{
    /// <summary>How people call the server: "payroll (i-0abc…)".</summary>
    public required string Name { get; init; }

    /// <summary>An address, or a name that the user's ssh configuration knows.</summary>
    public required string Address { get; init; }

    public int Port { get; init; } = 22;

    public required string User { get; init; }

    /// <summary>A private key file; null leaves the choice to ssh's configuration and agent.</summary>
    public string? IdentityFile { get; init; }

    /// <summary>The instance id, when its host keys are known to Baton; null when the user's own known_hosts knows the server.</summary>
    public string? HostKeyAlias { get; init; }

    /// <summary>Scripts run as the user where he may not become root: for those that only look, and say what they could not see.</summary>
    public bool RootIsOptional { get; init; }

    /// <summary>What the user's ssh configuration makes of <see cref="Address"/>, where it is no name of the DNS; for finding out why a connection fails.</summary>
    public string? HostName { get; init; }
}
