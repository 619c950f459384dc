using System.Globalization;
using Baton.Engine.Journal.Sqlite;
using Baton.Engine.Plans;
using Baton.Engine.Steps;

namespace Baton.Engine.Journal;

/// <summary>
/// The intent log of all runs (docs/journal-format.md). Every write is on disk when the call returns, so that after a crash the journal holds at least
/// the intent of everything that can have happened.
/// </summary>
public sealed class RunJournal : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly TimeProvider _time;

    public RunJournal(string path, TimeProvider time)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _time = time;
        _database = new SqliteDatabase(path);
        _database.Execute("PRAGMA journal_mode=WAL");
        _database.Execute("PRAGMA synchronous=FULL");
        JournalSchema.Prepare(_database, path);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>Called after each entry is on disk. The tests throw here: that is a crash between two lines of the journal.</summary>
    public Action<JournalEntry>? Written { get; set; }

    internal SqliteDatabase Database => _database;

    internal TimeProvider Time => _time;

    public void AddRun(RunRecord run) =>
        _database.Execute(
            "INSERT INTO run (id, kind, subject, arguments, lease_on, status, started_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            run.Id, run.Kind, run.Subject, run.Arguments, run.LeaseOn, run.Status.ToString(), Stamp(run.StartedAt));

    public void SetStatus(string runId, RunStatus status)
    {
        var ended = status == RunStatus.Running ? null : Stamp(_time.GetUtcNow());
        _database.Execute("UPDATE run SET status = ?2, ended_at = ?3 WHERE id = ?1", runId, status.ToString(), ended);
    }

    /// <summary>The run stays what it is, and can no longer be rolled back.</summary>
    public void Close(string runId) => _database.Execute("UPDATE run SET status = ?2 WHERE id = ?1", runId, nameof(RunStatus.Closed));

    public RunRecord? FindRun(string runId) => _database.Query($"{SelectRun} WHERE id = ?1", ReadRun, runId).SingleOrDefault();

    /// <summary>Newest first.</summary>
    public IReadOnlyList<RunRecord> Runs() => _database.Query($"{SelectRun} ORDER BY started_at DESC, id DESC", ReadRun);

    public void Write(string runId, string step, StepEvent happened, string? output = null, string? error = null)
    {
        var at = _time.GetUtcNow();
        var sequence = _database.Query(
            "INSERT INTO entry (run, step, event, at, output, error) VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING sequence",
            row => row.Integer(0), runId, step, happened.ToString(), Stamp(at), output, error).Single();
        Written?.Invoke(new() { Sequence = sequence, RunId = runId, Step = step, Event = happened, At = at, Output = output, Error = error });
    }

    /// <summary>In the order of writing.</summary>
    public IReadOnlyList<JournalEntry> Entries(string runId) =>
        _database.Query("SELECT sequence, run, step, event, at, output, error FROM entry WHERE run = ?1 ORDER BY sequence", ReadEntry, runId);

    public void Measure(string runId, Measurement measurement) =>
        _database.Execute(
            "INSERT INTO measurement (run, step, name, value) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET value = excluded.value",
            runId, measurement.Step, measurement.Name, measurement.Value);

    public IReadOnlyList<Measurement> Measurements(string runId) =>
        _database.Query("SELECT step, name, value FROM measurement WHERE run = ?1 ORDER BY rowid", row => new Measurement(row.Text(0), row.Text(1), row.Real(2)), runId);

    /// <summary>What the run has brought, for its operator.</summary>
    public void AddResult(string runId, PlanResult result) =>
        _database.Execute(
            "INSERT INTO result (run, name, value) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET value = excluded.value",
            runId, result.Name, result.Value);

    public IReadOnlyList<PlanResult> Results(string runId) =>
        _database.Query("SELECT name, value FROM result WHERE run = ?1 ORDER BY rowid", row => new PlanResult(row.Text(0), row.Text(1)), runId);

    public void Dispose() => _database.Dispose();

    internal static string Stamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    internal static DateTimeOffset ParseStamp(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private const string SelectRun = "SELECT id, kind, subject, arguments, lease_on, status, started_at, ended_at FROM run";

    private static RunRecord ReadRun(SqliteRow row) => new()
    {
        Id = row.Text(0),
        Kind = row.Text(1),
        Subject = row.Text(2),
        Arguments = row.Text(3),
        LeaseOn = row.Text(4),
        Status = Enum.Parse<RunStatus>(row.Text(5)),
        StartedAt = ParseStamp(row.Text(6)),
        EndedAt = row.TextOrNull(7) is { } ended ? ParseStamp(ended) : null,
    };

    private static JournalEntry ReadEntry(SqliteRow row) => new()
    {
        Sequence = row.Integer(0),
        RunId = row.Text(1),
        Step = row.Text(2),
        Event = Enum.Parse<StepEvent>(row.Text(3)),
        At = ParseStamp(row.Text(4)),
        Output = row.TextOrNull(5),
        Error = row.TextOrNull(6),
    };
}
