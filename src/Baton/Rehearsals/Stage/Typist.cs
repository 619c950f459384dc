using Baton.Engine.Problems;
using Baton.Rehearsals.Documents;

namespace Baton.Rehearsals.Stage;

/// <summary>The operator: types commands one after the other, and goes on after Baton was killed in the middle of one.</summary>
/// <param name="afterKill">"resume" or "rollback".</param>
/// <param name="typed">Told of each command that ended, and when it began.</param>
internal sealed class Typist(BatonCommand baton, JournalWatch journal, IEnumerable<KillPoint> kills, string afterKill, Action<string, DateTimeOffset> typed, TimeProvider time)
{
    private readonly List<KillPoint> _killsLeft = [.. kills];
    private readonly List<KillResult> _kills = [];

    /// <summary>Where it was to be killed, and was not.</summary>
    public IReadOnlyList<KillPoint> KillsLeft => _killsLeft;

    public IReadOnlyList<KillResult> Kills => _kills;

    /// <param name="name">What the command is called in the report.</param>
    /// <param name="isTriedAgain">After a roll-back the operator wants what she wanted before.</param>
    public async Task<BatonAnswer> RunAsync(string name, string[] arguments, bool isTriedAgain, CancellationToken cancellationToken)
    {
        var answer = await RunOnceAsync(name, arguments, cancellationToken);
        while (answer.KilledIn is { } point)
        {
            _killsLeft.Remove(point);
            var run = journal.Unfinished() ?? throw new BatonException(RehearsalProblems.NoUnfinishedRun());
            _kills.Add(new(run.Id, point.Step, afterKill));
            answer = await RunOnceAsync(afterKill, [afterKill, run.Id], cancellationToken);
            if (afterKill == "rollback" && isTriedAgain && answer.Succeeded)
            {
                answer = await RunOnceAsync(name, arguments, cancellationToken);
            }
        }

        return answer;
    }

    private async Task<BatonAnswer> RunOnceAsync(string name, string[] arguments, CancellationToken cancellationToken)
    {
        var start = time.GetUtcNow();
        var answer = await baton.RunAsync(arguments, _killsLeft is [] ? null : over => journal.WaitAsync(_killsLeft, over), cancellationToken);
        typed(name, start);
        return answer;
    }
}
