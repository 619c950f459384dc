namespace Baton.Rehearsals.Documents;

/// <summary>What an earlier rehearsal of the same kind measured with another amount of data.</summary>
public sealed record SizeResult
{
    public required string Rehearsal { get; init; }

    public required MigrationAmounts Amounts { get; init; }

    /// <summary>The longest time without an acknowledged write, by Baton.</summary>
    public required double LongestWriteGapMs { get; init; }

    /// <summary>How long requests were held at Baton's cut-over.</summary>
    public double? WritePauseMs { get; init; }

    /// <summary>The usual way's; null where it was not played.</summary>
    public double? OutageMs { get; init; }
}
