namespace Baton.Rehearsals.Documents;

/// <summary>How much was moved.</summary>
public sealed record MigrationAmounts
{
    /// <summary>Rows that users had before the rehearsal.</summary>
    public required int Rows { get; init; }

    public required int Files { get; init; }

    public required int FileKiB { get; init; }

    /// <summary>What the new server's network brought it during every 'sync'; installed packages are not in it.</summary>
    public long? BytesSynced { get; init; }

    /// <summary>The same during the cut-over, some of it while requests were held.</summary>
    public long? BytesAtCutover { get; init; }

    public long? Bytes => BytesSynced + BytesAtCutover;
}
