using System.Globalization;
using Baton.Engine.Journal.Sqlite;
using Baton.Engine.Problems;

namespace Baton.Engine.Journal;

/// <summary>The tables of the journal; each column is explained in docs/journal-format.md.</summary>
internal static class JournalSchema
{
    /// <summary>Raised when an older Baton could not read what this one writes.</summary>
    public const long Version = 1;

    private static readonly string[] s_statements =
    [
        "CREATE TABLE run (id TEXT PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, arguments TEXT NOT NULL, lease_on TEXT NOT NULL, status TEXT NOT NULL, started_at TEXT NOT NULL, ended_at TEXT)",
        "CREATE TABLE entry (sequence INTEGER PRIMARY KEY AUTOINCREMENT, run TEXT NOT NULL REFERENCES run(id), step TEXT NOT NULL, event TEXT NOT NULL, at TEXT NOT NULL, output TEXT, error TEXT)",
        "CREATE INDEX entry_by_run ON entry (run, sequence)",
        "CREATE TABLE measurement (run TEXT NOT NULL, step TEXT NOT NULL, name TEXT NOT NULL, value REAL NOT NULL, PRIMARY KEY (run, step, name))",
        "CREATE TABLE result (run TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (run, name))",
        "CREATE TABLE lease (resource TEXT PRIMARY KEY, owner TEXT NOT NULL, run TEXT NOT NULL, expires_at TEXT NOT NULL)",
    ];

    /// <summary>Makes the tables in a new file, all or none of them; refuses a file from a later Baton.</summary>
    public static void Prepare(SqliteDatabase database, string path)
    {
        if (VersionOf(database) == Version)
        {
            return;
        }

        // Two processes may open a new journal at once: the second waits here and then finds the tables made.
        database.Execute("BEGIN IMMEDIATE");
        try
        {
            var version = VersionOf(database);
            if (version > Version)
            {
                throw new BatonException(EngineProblems.JournalTooNew(path, version));
            }

            if (version == 0)
            {
                foreach (var statement in s_statements)
                {
                    database.Execute(statement);
                }

                database.Execute($"PRAGMA user_version = {Version.ToString(CultureInfo.InvariantCulture)}");
            }

            database.Execute("COMMIT");
        }
        catch
        {
            // Told to the caller by the throw; the transaction must not stay open behind it.
            database.Execute("ROLLBACK");
            throw;
        }
    }

    private static long VersionOf(SqliteDatabase database) => database.Query("PRAGMA user_version", row => row.Integer(0)).Single();
}
