using Baton.Engine.Journal;

namespace Baton.Operations;

/// <summary>Where a migration stands, and what is next.</summary>
public sealed record MigrationStatus(string Server)
{
    /// <summary>A stage that was cut off: it is resumed or rolled back before anything else.</summary>
    public RunRecord? Unfinished { get; init; }

    public RunRecord? Prepared { get; init; }

    /// <summary>The last sync; null while the data have not been copied.</summary>
    public RunRecord? Synced { get; init; }

    /// <summary>A test whose copy is still there.</summary>
    public RunRecord? Tested { get; init; }

    public RunRecord? CutOver { get; init; }

    /// <summary>Null when baton.yaml names none.</summary>
    public NamesStanding? Names { get; init; }

    /// <summary>What the operator does next, as a command.</summary>
    public string Next => this switch
    {
        { Unfinished: { } run } => $"baton resume {run.Id}",
        { CutOver: not null } => $"baton migrate finish {Server}",
        { Synced: not null, Names: { LoweredBy: null } } => $"baton dns lower {Server}",
        { Synced: not null } => $"baton migrate cutover {Server}",
        { Prepared: not null } => $"baton migrate sync {Server}",
        _ => $"baton migrate prepare {Server}",
    };
}
