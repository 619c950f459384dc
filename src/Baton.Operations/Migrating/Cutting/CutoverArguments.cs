using Baton.Hosts.Gates;
using Baton.Hosts.Postgres;

namespace Baton.Operations.Migrating.Cutting;

/// <summary>What the journal keeps of a cut-over.</summary>
internal sealed record CutoverArguments
{
    public required Migration Migration { get; init; }

    public DatabaseWay Way { get; init; }

    /// <summary>Where the new server's cluster is; null where it is as on the source.</summary>
    public PostgresLayout? NewLayout { get; init; }

    /// <summary>The old database's schema when it came over by the logical way.</summary>
    public string? SchemaDigest { get; init; }

    /// <summary>How long the dump took when 'sync' tried it.</summary>
    public TimeSpan DumpTook { get; init; }

    /// <summary>The run that began the following.</summary>
    public required string SeededBy { get; init; }

    /// <summary>What users see during the switch; null when their requests are held.</summary>
    public MaintenancePage? Page { get; init; }

    /// <summary>Null when baton.yaml names none.</summary>
    public CutoverNames? Names { get; init; }
}
