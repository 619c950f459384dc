using Baton.Operations.Configuration;

namespace Baton.Operations.Connections;

/// <summary>Where to reach a machine.</summary>
public sealed record ServerAddress
{
    /// <summary>An instance id, or for a machine elsewhere the name that stands for one.</summary>
    public required string InstanceId { get; init; }

    /// <summary>How people call it.</summary>
    public required string Name { get; init; }

    public required string Host { get; init; }

    public required SshOptions Ssh { get; init; }
}
