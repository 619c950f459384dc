using Baton.Hosts.Postgres;

namespace Baton.Operations.Migrating.Syncing;

/// <summary>What the journal keeps of a sync.</summary>
internal sealed record SyncArguments
{
    public required Migration Migration { get; init; }

    public DatabaseWay Way { get; init; }

    /// <summary>Why this way, in words.</summary>
    public string Why { get; init; } = "";

    /// <summary>Where the new server's cluster is; null where it is as on the source.</summary>
    public PostgresLayout? NewLayout { get; init; }

    /// <summary>How long a dump took when it was tried; zero where it was not.</summary>
    public TimeSpan DumpTook { get; init; }

    /// <summary>The run that began the following; null when this one is to begin it.</summary>
    public string? SeededBy { get; init; }

    /// <summary>A slot of an earlier beginning, which nothing needs any more.</summary>
    public string? StaleSlot { get; init; }
}
