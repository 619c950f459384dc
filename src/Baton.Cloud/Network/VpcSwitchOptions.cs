namespace Baton.Cloud.Network;

public sealed record VpcSwitchOptions
{
    /// <summary>Where the sockets are. Only its owner may enter; short, because the path of a unix socket has at most 107 bytes.</summary>
    public required string RunDirectory { get; init; }

    /// <summary>How long a connection to a public address waits for somebody to take it, before it is reset.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);
}
