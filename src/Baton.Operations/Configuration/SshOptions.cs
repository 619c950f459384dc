namespace Baton.Operations.Configuration;

/// <summary>How the operator's machine reaches a server. The user's own ssh configuration is respected for all that is not said here.</summary>
public sealed record SshOptions
{
    public string User { get; init; } = "admin";

    public int Port { get; init; } = 22;

    /// <summary>A private key file; null leaves the choice to ssh's configuration and agent.</summary>
    public string? IdentityFile { get; init; }

    /// <summary>Which of the instance's addresses: public, or private for operators inside the VPC or behind a VPN.</summary>
    public AddressKind Address { get; init; } = AddressKind.Public;
}
