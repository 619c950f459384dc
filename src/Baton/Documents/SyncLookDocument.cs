using Baton.Operations.Migrating;
using Baton.Operations.Migrating.Syncing;

namespace Baton.Documents;

/// <summary>A line of 'migrate sync --watch --json'.</summary>
internal sealed record SyncLookDocument
{
    public required DateTimeOffset At { get; init; }

    public required string Database { get; init; }

    public bool? Follows { get; init; }

    public long? LagBytes { get; init; }

    public long? LogFreeBytes { get; init; }

    public long? LogLeastBytes { get; init; }

    /// <summary>Of a pass over the files, when one was made.</summary>
    public long? Files { get; init; }

    public long? FilesBytes { get; init; }

    public double? FilesMs { get; init; }

    public double? EstimatedPauseMs { get; init; }

    public string? CutOverBy { get; init; }

    public IReadOnlyList<ProblemDocument> Problems { get; init; } = [];

    public static SyncLookDocument From(SyncLook look) => new()
    {
        At = look.At,
        Database = look.Way.Word,
        Follows = look.Follows,
        LagBytes = look.LagBytes,
        LogFreeBytes = look.LogFreeBytes,
        LogLeastBytes = look.LogLeastBytes,
        Files = look.Pass?.Files,
        FilesBytes = look.Pass?.Bytes,
        FilesMs = look.Pass?.Took.TotalMilliseconds,
        EstimatedPauseMs = look.EstimatedPause?.TotalMilliseconds,
        CutOverBy = look.CutOverBy,
        Problems = ProblemDocument.From(look.Problems),
    };
}
