using Baton.Operations.Configuration;

namespace Baton.Operations.Connections;

/// <summary>Where to reach an instance.</summary>
public sealed record ServerAddress
{
    public required string InstanceId { get; init; }

    /// <summary>How people call it.</summary>
    public required string Name { get; init; }

    public required string Host { get; init; }

    public required SshOptions Ssh { get; init; }
}
