using Baton.Operations.Migrating;

namespace Baton.Operations.Configuration;

/// <summary>A server outside EC2 (or anywhere that SSH reaches). Its host key is what the operator's known_hosts says.</summary>
public sealed record SourceOptions
{
    /// <summary>An address, or a name that DNS or the operator's ssh configuration knows.</summary>
    public required string Host { get; init; }

    public SshOptions Ssh { get; init; } = new();

    /// <summary>Where the new server reaches its SSH port; <see cref="Host"/> when left out.</summary>
    public string? LinkAddress { get; init; }

    /// <summary>How its database is to come over; None lets the pre-flight choose.</summary>
    public DatabaseWay Database { get; init; }
}
