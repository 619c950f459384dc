using Baton.Hosts.Postgres;

namespace Baton.Hosts.Disks;

public sealed record FreezeSetup
{
    /// <summary>Folders outside PostgreSQL whose files must be whole in the copy.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>Gets a CHECKPOINT first, and its file systems are frozen too.</summary>
    public PostgresLayout? Postgres { get; init; }

    /// <summary>After this the server thaws by itself, whatever has become of Baton.</summary>
    public required TimeSpan Watchdog { get; init; }
}
