namespace Baton.Operations.Migrating.Ending;

/// <summary>What the journal keeps of the end of a migration.</summary>
internal sealed record EndArguments
{
    public required Migration Migration { get; init; }

    /// <summary>The cut-over, after which the way back is named.</summary>
    public required string CutOverBy { get; init; }

    /// <summary>All stages: their notes and witnesses go.</summary>
    public IReadOnlyList<string> Runs { get; init; } = [];
}
