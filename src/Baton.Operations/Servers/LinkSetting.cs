namespace Baton.Operations.Servers;

/// <summary>Where the link goes and what goes through it.</summary>
public sealed record LinkSetting
{
    /// <summary>The old server's private address.</summary>
    public required string OldAddress { get; init; }

    /// <summary>The old server's host key, "ssh-ed25519 AAAA…", which the new one pins.</summary>
    public required string OldHostKey { get; init; }

    public required string User { get; init; }

    public int SshPort { get; init; } = 22;

    public IReadOnlyList<int> GatePorts { get; init; } = [];

    public int? PostgresPort { get; init; }

    public IReadOnlyList<string> Folders { get; init; } = [];
}
