using Baton.Hosts.Postgres;

namespace Baton.Operations.Migrating.Ending;

/// <summary>What the journal keeps of the end of a migration.</summary>
internal sealed record EndArguments
{
    public required Migration Migration { get; init; }

    /// <summary>The cut-over, after which the way back is named.</summary>
    public required string CutOverBy { get; init; }

    public DatabaseWay Way { get; init; }

    /// <summary>Where the new server's cluster is; null where it is as on the source.</summary>
    public PostgresLayout? NewLayout { get; init; }

    /// <summary>All stages: their notes and witnesses go.</summary>
    public IReadOnlyList<string> Runs { get; init; } = [];

    /// <summary>Until when the old server goes on forwarding those who still come to it; null when it ends now.</summary>
    public DateTimeOffset? ForwardUntil { get; init; }

    public NamesAtEnd? Names { get; init; }
}
