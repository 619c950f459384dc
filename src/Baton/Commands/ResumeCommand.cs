using System.CommandLine;
using Baton.Engine.Journal;
using Baton.Operations;

namespace Baton.Commands;

/// <summary>Goes on with a run that was cut off, or kept after a failure.</summary>
internal static class ResumeCommand
{
    public static Command Create(CommandTree tree)
    {
        var run = RunArgument.Create("The run to go on with, or its server", optional: false);
        var keep = Walks.KeepOption();
        return tree.Bind(
            new("resume", "Go on with a run that was cut off, from where it was") { run, keep },
            async (session, parsed, cancellationToken) =>
            {
                var record = RunArgument.Find(session, parsed.GetValue(run)!, record => record.Status is RunStatus.Running or RunStatus.Failed, "resumed");
                var plan = await session.PlanOfAsync(record, cancellationToken);

                // Where nothing can be taken back, a failure is no reason to try: it is resumed again.
                var options = plan.Steps.All(step => !step.Describe().CanUndo) ? new() { KeepOnFailure = true } : Walks.Options(parsed, keep);
                var status = await Walks.GoAsync(
                    session, observer => session.NewRunner().ResumeAsync(record, plan, options, observer, cancellationToken), cancellationToken);
                if (status == ExitCodes.Success)
                {
                    Endings.Of(session.Journal, record);
                }

                return status;
            },
            "baton resume resize-20261121-0931-k3f9");
    }
}
