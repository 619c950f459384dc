using Baton.Hosts.Postgres;

namespace Baton.Operations.Migrating.Cutting;

/// <summary>What the journal keeps of a cut-over.</summary>
internal sealed record CutoverArguments
{
    public required Migration Migration { get; init; }

    public DatabaseWay Way { get; init; }

    /// <summary>Where the new server's cluster is; null where it is as on the source.</summary>
    public PostgresLayout? NewLayout { get; init; }

    /// <summary>The run that began the following.</summary>
    public required string SeededBy { get; init; }
}
