using System.Globalization;
using Baton.Engine.Journal;
using Baton.Engine.Leases;
using Baton.Engine.Plans;
using Baton.Engine.Steps;
using Baton.Operations.Announcing;
using Baton.Operations.Configuration;
using Baton.Tests;

namespace Baton.EndToEnd.Tests.Announcing;

public sealed class AnnounceKillTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("baton-announce-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Killed_after_each_line_of_the_journal_it_is_resumed_and_everybody_is_told_once()
    {
        using var sink = new SmtpSink();
        using var journal = new RunJournal(Path.Combine(_folder.FullName, "journal.db"), TimeProvider.System);
        var run = AnnouncePlan.Prepare(Arguments(int.Parse(sink.Port, CultureInfo.InvariantCulture)));
        var seen = new HashSet<(string, StepEvent)>();
        journal.Written = entry => Die(seen.Add((entry.Step, entry.Event)));

        RunOutcome? outcome = null;
        var kills = 0;
        while (outcome is null)
        {
            try
            {
                var runner = new Runner(journal, LeaseOwner.ThisProcess(), TimeProvider.System);
                outcome = kills == 0
                    ? await runner.StartAsync(run.Plan, run.Arguments, new() { KeepOnFailure = true }, new SilentObserver(), TestContext.Current.CancellationToken)
                    : await runner.ResumeAsync(journal.Runs()[0], AnnouncePlan.Build(run.Arguments), new() { KeepOnFailure = true }, new SilentObserver(), TestContext.Current.CancellationToken);
            }
            catch (TimeoutException)
            {
                kills++;
            }
        }

        Assert.Equal((RunStatus.Succeeded, 6), (outcome.Status, kills));
        Assert.Equal(["ann@example.com", "bob@example.com", "eve@example.com"], sink.Receivers);
    }

    private AnnounceArguments Arguments(int port) => new()
    {
        Server = "payroll",
        RunsFolder = Path.Combine(_folder.FullName, "runs"),
        Options = new()
        {
            From = "Payroll team <payroll@example.com>",
            Contact = "support@example.com",
            TimeZone = "UTC",
            Smtp = new() { Host = "127.0.0.1", Port = port, Security = SmtpSecurity.None },
        },
        Mails = [.. ((string[])["ann", "bob", "eve"]).Select(name => new AnnouncementMail($"{name}@example.com", Audience.Users, new("Payroll moves", "Your data is safe.")))],
    };

    private static void Die(bool now)
    {
        if (now)
        {
            throw new TimeoutException("killed");
        }
    }
}
