using Baton.Engine.Journal;
using Baton.Operations;

namespace Baton.Documents;

/// <summary>What 'migrate SERVER --json' answers.</summary>
internal sealed record MigrationDocument(string Server, IReadOnlyList<MigrationStageDocument> Stages, string Next)
{
    public static MigrationDocument From(MigrationStatus status) => new(
        status.Server,
        [Stage("prepare", status.Prepared), Stage("sync", status.Synced), Stage("cutover", status.CutOver)],
        status.Next);

    private static MigrationStageDocument Stage(string name, RunRecord? run) => new(name, run?.Id, run?.StartedAt);
}
