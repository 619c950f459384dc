namespace Baton.Hosts.Assessing;

/// <summary>A service that runs.</summary>
public sealed record RunningUnit
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>"enabled" where it starts at boot; "static", "none".</summary>
    public required string Enabled { get; init; }

    /// <summary>Its unit file is not the distribution's.</summary>
    public required bool IsOwn { get; init; }
}
