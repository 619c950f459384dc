using Baton.Engine.Journal;
using Baton.Engine.Journal.Sqlite;
using Baton.Engine.Problems;
using Baton.Engine.Steps;

namespace Baton.Tests.Engine;

public sealed class JournalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("baton-journal-").FullName;

    private string JournalPath => Path.Combine(_folder, "state", "journal.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_format_is_the_approved_and_documented_one()
    {
        using (Open())
        {
            // Only to have the tables made.
        }

        using var database = new SqliteDatabase(JournalPath);
        var statements = database.Query("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid", row => row.Text(0));
        var version = database.Query("PRAGMA user_version", row => row.Integer(0)).Single();

        Approved.Text($"version {version}\n{string.Join('\n', statements)}\n", "journal-format.txt");
        var documented = File.ReadAllText(Approved.Repository("docs/journal-format.md"));
        foreach (var table in (string[])["run", "entry", "measurement", "result", "lease"])
        {
            Assert.Contains($"## {table}", documented, StringComparison.Ordinal);
            foreach (var column in database.Query($"PRAGMA table_info({table})", row => row.Text(1)))
            {
                Assert.Contains($"`{column}`", documented, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void The_file_is_for_its_owner_only()
    {
        using var journal = Open();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(JournalPath));
    }

    [Fact]
    public void What_was_written_is_read_by_another_process_while_the_first_has_it_open()
    {
        using var first = Open();
        first.AddRun(NewRun("run-1"));
        first.Write("run-1", "a", StepEvent.Started);
        first.Write("run-1", "a", StepEvent.Succeeded, """{"x":"ü"}""");
        first.Measure("run-1", new("a", "writePauseMs", 87.5));
        first.Measure("run-1", new("a", "writePauseMs", 88.5));
        first.AddResult("run-1", new("imageId", ""));

        using var second = Open();

        Assert.Equal([("a", StepEvent.Started, null), ("a", StepEvent.Succeeded, """{"x":"ü"}""")], second.Entries("run-1").Select(entry => (entry.Step, entry.Event, entry.Output)));
        Assert.Equal([new("a", "writePauseMs", 88.5)], second.Measurements("run-1"));
        Assert.Equal([new("imageId", "")], second.Results("run-1"));
        Assert.Equal(NewRun("run-1"), second.FindRun("run-1"));
    }

    [Fact]
    public async Task Many_may_open_a_new_journal_at_once()
    {
        var journals = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(Open)));

        Assert.All(journals, journal => Assert.Empty(journal.Runs()));
        Array.ForEach(journals, journal => journal.Dispose());
    }

    [Fact]
    public void A_journal_of_a_later_Baton_is_left_alone()
    {
        using (Open())
        {
            // Only to have it made.
        }

        using (var database = new SqliteDatabase(JournalPath))
        {
            database.Execute("PRAGMA user_version = 2");
        }

        Assert.Equal("BTN0108", Assert.Throws<BatonException>(Open).Problems.Single().Code);
    }

    [Fact]
    public void A_file_that_is_no_journal_is_refused_and_not_overwritten()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(JournalPath)!);
        File.WriteAllText(JournalPath, new string('x', 4096));

        Assert.Throws<SqliteException>(Open);

        Assert.Equal(new string('x', 4096), File.ReadAllText(JournalPath));
    }

    private RunJournal Open() => new(JournalPath, TimeProvider.System);

    private static RunRecord NewRun(string id) => new()
    {
        Id = id,
        Kind = "image",
        Subject = "payroll",
        Arguments = "{}",
        LeaseOn = "i-1",
        Status = RunStatus.Running,
        StartedAt = new(2026, 11, 21, 9, 31, 0, 123, TimeSpan.Zero),
    };
}
