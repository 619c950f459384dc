using System.Globalization;
using Baton.Hosts.Assessing;

namespace Baton.Operations.Assessing.Risks;

internal static class BackupRisks
{
    private static readonly TimeSpan s_old = TimeSpan.FromHours(48);

    public static IEnumerable<Risk> Find(ServerAssessment seen)
    {
        var last = SixQuestions.LastBackup(seen);
        if (last is null)
        {
            yield return new(RiskLevel.High, "backup", "There is no trace of a backup.", "Take one before anything else, away from this server: for PostgreSQL 'pg_dump -Fc', for folders a copy by rsync; and restore it once.");
        }
        else if (seen.At - last.Value.When > s_old)
        {
            yield return new(
                RiskLevel.High, "backup", string.Create(CultureInfo.InvariantCulture, $"The last backup that left a trace is of {last.Value.When:yyyy-MM-dd}: {last.Value.What}."),
                "Find out why there is none since, and take one before the migration.");
        }
        else if (seen.Clusters.All(cluster => cluster.LastArchived is null) && seen.Backups.Count > 0)
        {
            yield return new(RiskLevel.Medium, "backup", $"Backups lie on the server itself, in {string.Join(", ", seen.Backups.Select(backup => backup.Folder))}.", "Make sure that a copy goes elsewhere: what takes the server takes them too.");
        }

        foreach (var cluster in seen.Clusters.Where(cluster => cluster.ArchiveFailures > 0 && (cluster.LastArchived is null || seen.At - cluster.LastArchived > s_old)))
        {
            yield return new(RiskLevel.High, "backup", $"PostgreSQL {cluster.Name} cannot archive its log ({cluster.ArchiveFailures} failures): it is kept, and fills the disk.", "Repair archive_command; a clean stop waits for it.");
        }
    }
}
