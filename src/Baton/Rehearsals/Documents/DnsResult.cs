using Baton.Rehearsals.Witnessing;

namespace Baton.Rehearsals.Documents;

/// <summary>What became of the name by which the users of a migration come.</summary>
public sealed record DnsResult
{
    public required string Name { get; init; }

    /// <summary>In seconds, as the name server had it before it was lowered.</summary>
    public double? TtlBefore { get; init; }

    public double? TtlDuring { get; init; }

    /// <summary>How long 'baton dns lower' waited until no cache could hold the old time to live.</summary>
    public double? WaitedSeconds { get; init; }

    /// <summary>From the change of the record until every name server and resolver gave the new address, as the cut-over measured it.</summary>
    public double? ConvergedSeconds { get; init; }

    /// <summary>From the moment in which the name server gave the new address until no client that asks for it went to the old one any more; null when that was not seen.</summary>
    public double? LastClientSeconds { get; init; }

    public required string OldAddress { get; init; }

    public string? NewAddress { get; init; }

    /// <summary>Each change of what the name server and the resolver said.</summary>
    public IReadOnlyList<NameChange> Changes { get; init; } = [];
}
