namespace Baton.Hosts.Assessing;

/// <summary>Where a process waits for connections.</summary>
public sealed record OpenPort
{
    public required string Protocol { get; init; }

    public required string Address { get; init; }

    public required int Port { get; init; }

    /// <summary>Empty where only root may know.</summary>
    public required string Program { get; init; }

    public required string Unit { get; init; }

    public required string User { get; init; }

    /// <summary>Only reached from the server itself.</summary>
    public bool IsInternal => Address.StartsWith("127.", StringComparison.Ordinal) || Address is "[::1]" or "[::ffff:127.0.0.1]" || Address.EndsWith("%lo", StringComparison.Ordinal);
}
