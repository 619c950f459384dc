using Baton.Engine.Journal;
using Baton.Engine.Problems;

namespace Baton.Engine.Leases;

/// <summary>Who holds which server. A lease runs out unless it is renewed, and is free at once when its owner is known to be dead.</summary>
public sealed class LeaseTable(RunJournal journal)
{
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(60);

    /// <summary>Takes the lease, or throws: somebody holds it.</summary>
    public void Take(string resource, string runId, LeaseOwner owner)
    {
        var now = journal.Time.GetUtcNow();
        var database = journal.Database;

        // Two processes may try at once: the write lock of the transaction decides, and the loser reads the winner's row.
        database.Execute("BEGIN IMMEDIATE");
        try
        {
            var held = database.Query(
                "SELECT owner, run, expires_at FROM lease WHERE resource = ?1",
                row => (Owner: LeaseOwner.Parse(row.Text(0)), Run: row.Text(1), Until: RunJournal.ParseStamp(row.Text(2))), resource);
            foreach (var (holder, run, until) in held)
            {
                if ((holder != owner || run != runId) && until > now && holder.MayBeAlive())
                {
                    var process = $"process {holder.ProcessId} on {holder.Host}";
                    throw new BatonException(journal.FindRun(run) is null
                        ? EngineProblems.HeldBetweenRuns(resource, run, process)
                        : EngineProblems.ServerHeld(resource, run, process, until));
                }
            }

            database.Execute(
                "INSERT INTO lease (resource, owner, run, expires_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET owner = excluded.owner, run = excluded.run, expires_at = excluded.expires_at",
                resource, owner.ToString(), runId, RunJournal.Stamp(now + Duration));
            database.Execute("COMMIT");
        }
        catch
        {
            // Told to the caller by the throw; the transaction must not stay open behind it.
            database.Execute("ROLLBACK");
            throw;
        }
    }

    /// <summary>Extends the lease; false when somebody else has it by now.</summary>
    public bool Renew(string resource, LeaseOwner owner) =>
        journal.Database.Execute(
            "UPDATE lease SET expires_at = ?3 WHERE resource = ?1 AND owner = ?2",
            resource, owner.ToString(), RunJournal.Stamp(journal.Time.GetUtcNow() + Duration)) == 1;

    public void Release(string resource, LeaseOwner owner) =>
        journal.Database.Execute("DELETE FROM lease WHERE resource = ?1 AND owner = ?2", resource, owner.ToString());

    /// <summary>Whether a process goes on with the run right now, as far as this machine can know.</summary>
    public bool IsHeld(string runId) =>
        journal.Database.Query(
            "SELECT owner, expires_at FROM lease WHERE run = ?1",
            row => (Owner: LeaseOwner.Parse(row.Text(0)), Until: RunJournal.ParseStamp(row.Text(1))), runId)
        .Any(lease => lease.Until > journal.Time.GetUtcNow() && lease.Owner.MayBeAlive());
}
