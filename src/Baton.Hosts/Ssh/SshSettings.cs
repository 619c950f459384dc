namespace Baton.Hosts.Ssh;

/// <summary>What all connections of this process share.</summary>
public sealed record SshSettings
{
    public required KnownHosts KnownHosts { get; init; }

    /// <summary>A short path (sockets are created here, and AF_UNIX ends at 108 bytes), 0700.</summary>
    public required string SocketDirectory { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>/tmp/baton-USER, or what XDG says.</summary>
    public static string DefaultSocketDirectory =>
        Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 and < 40 } runtime && Directory.Exists(runtime)
            ? System.IO.Path.Combine(runtime, "baton")
            : $"/tmp/baton-{Environment.UserName}";
}
