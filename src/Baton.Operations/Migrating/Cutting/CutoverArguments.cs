namespace Baton.Operations.Migrating.Cutting;

/// <summary>What the journal keeps of a cut-over.</summary>
internal sealed record CutoverArguments
{
    public required Migration Migration { get; init; }

    public DatabaseWay Way { get; init; }

    /// <summary>The run that began the following.</summary>
    public required string SeededBy { get; init; }
}
