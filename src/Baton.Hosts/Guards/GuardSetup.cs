namespace Baton.Hosts.Guards;

/// <summary>The units that a copy must not start by itself.</summary>
public sealed record GuardSetup
{
    /// <summary>Application and web servers. Start as verify and primary.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>Those of <see cref="Services"/> that may also run on a standby.</summary>
    public IReadOnlyList<string> Warm { get; init; } = [];

    /// <summary>PostgreSQL's units. Start as verify, standby and primary.</summary>
    public IReadOnlyList<string> Postgres { get; init; } = [];

    /// <summary>Cron, mail: start as primary only. A timer or socket stands for the service that it starts.</summary>
    public IReadOnlyList<string> Fenced { get; init; } = [];

    /// <summary>Fences units that are not there yet by their names: what a package brings cannot start even once.</summary>
    public bool Ahead { get; init; }
}
