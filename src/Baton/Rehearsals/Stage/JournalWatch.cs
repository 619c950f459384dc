using Baton.Engine;
using Baton.Engine.Journal;
using Baton.Engine.Steps;

namespace Baton.Rehearsals.Stage;

/// <summary>Sees from outside which step a command is in: the journal knows before anything is changed.</summary>
internal sealed class JournalWatch(StateDirectory home, TimeProvider time)
{
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(20);

    // Long enough for a step to have begun its work, short enough for it not to be over.
    private static readonly TimeSpan s_middle = TimeSpan.FromMilliseconds(200);

    /// <summary>The run that was cut off.</summary>
    public RunRecord? Unfinished()
    {
        using var journal = new RunJournal(home.Journal, time);
        return journal.Runs().FirstOrDefault(static run => run.Status == RunStatus.Running);
    }

    /// <summary>Returns when a command is in the middle of one of the steps.</summary>
    public async Task<KillPoint> WaitAsync(IReadOnlyCollection<KillPoint> points, CancellationToken cancellationToken)
    {
        using var journal = new RunJournal(home.Journal, time);
        while (true)
        {
            if (Reached(journal, points) is { } reached)
            {
                await Task.Delay(s_middle, time, cancellationToken);
                return reached;
            }

            await Task.Delay(s_period, time, cancellationToken);
        }
    }

    private static KillPoint? Reached(RunJournal journal, IReadOnlyCollection<KillPoint> points) =>
        journal.Runs().FirstOrDefault(static run => run.Status == RunStatus.Running) is { } run
        && journal.Entries(run.Id) is [.., { Event: StepEvent.Started } last]
            ? points.FirstOrDefault(point => point.Matches(run.Kind, last.Step))
            : null;
}
