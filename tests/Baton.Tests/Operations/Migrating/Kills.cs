using Baton.Engine.Plans;
using Baton.Engine.Steps;
using Baton.Operations;

namespace Baton.Tests.Operations.Migrating;

/// <summary>kill -9, again and again: of a run that cannot be taken back and goes on to its end.</summary>
internal static class Kills
{
    /// <summary>Killed behind each line that the journal has for the first time, and resumed each time.</summary>
    public static async Task<(int Kills, RunOutcome Outcome)> ToTheEndAsync(Stage stage, PreparedRun run)
    {
        var seen = new HashSet<(string, StepEvent)>();
        stage.Journal.Written = entry =>
        {
            if (seen.Add((entry.Step, entry.Event)))
            {
                throw new TimeoutException("killed");
            }
        };
        var kills = 0;
        while (true)
        {
            try
            {
                var outcome = kills == 0
                    ? await stage.StartAsync(run, new() { KeepOnFailure = true })
                    : await stage.ResumeAsync(stage.Journal.Runs()[0].Id, new() { KeepOnFailure = true });
                stage.Journal.Written = null;
                return (kills, outcome);
            }
            catch (TimeoutException)
            {
                kills++;
            }
        }
    }
}
