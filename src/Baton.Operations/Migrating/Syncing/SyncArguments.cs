namespace Baton.Operations.Migrating.Syncing;

/// <summary>What the journal keeps of a sync.</summary>
internal sealed record SyncArguments
{
    public required Migration Migration { get; init; }

    public DatabaseWay Way { get; init; }

    /// <summary>The run that began the following; null when this one is to begin it.</summary>
    public string? SeededBy { get; init; }

    /// <summary>A slot of an earlier beginning, which nothing needs any more.</summary>
    public string? StaleSlot { get; init; }
}
