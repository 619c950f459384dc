namespace Baton.Hosts.Postgres;

/// <summary>What of a running cluster logical replication cannot carry, or would do wrong. Names are as SQL writes them.</summary>
public sealed record LogicalFacts
{
    public required int MaxLogicalWorkers { get; init; }

    public required int MaxWorkerProcesses { get; init; }

    /// <summary>Transactions that wait for their second phase: no slot can be made before they end.</summary>
    public required int PreparedTransactions { get; init; }

    /// <summary>How many databases have tables; postgres counts, since Baton's witness is in it.</summary>
    public required int Databases { get; init; }

    /// <summary>Tables whose updates and deletes could not be found on the other side, with the statement that changes it.</summary>
    public required IReadOnlyList<TableRemedy> WithoutIdentity { get; init; }

    /// <summary>"shop: public.cache": their rows are never in the log.</summary>
    public required IReadOnlyList<string> Unlogged { get; init; }

    /// <summary>"shop (12)".</summary>
    public required IReadOnlyList<string> LargeObjects { get; init; }

    /// <summary>"shop: trigger audit of public.orders": triggers that fire for replicated rows, too, and would do everything twice.</summary>
    public required IReadOnlyList<string> FiringTriggers { get; init; }

    /// <summary>All that are used, over all databases.</summary>
    public required IReadOnlyList<string> Extensions { get; init; }
}
