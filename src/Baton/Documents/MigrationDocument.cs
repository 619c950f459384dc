using Baton.Engine.Journal;
using Baton.Operations;

namespace Baton.Documents;

/// <summary>What 'migrate SERVER --json' answers.</summary>
internal sealed record MigrationDocument(string Server, IReadOnlyList<MigrationStageDocument> Stages, string Next)
{
    /// <summary>Null when baton.yaml names none.</summary>
    public NamesDocument? Dns { get; init; }

    public static MigrationDocument From(MigrationStatus status) => new(
        status.Server,
        [Stage("prepare", status.Prepared), Stage("sync", status.Synced), Stage("test", status.Tested), Stage("cutover", status.CutOver)],
        status.Next)
    {
        Dns = status.Names is { } names ? NamesDocument.From(names) : null,
    };

    private static MigrationStageDocument Stage(string name, RunRecord? run) => new(name, run?.Id, run?.StartedAt);
}
