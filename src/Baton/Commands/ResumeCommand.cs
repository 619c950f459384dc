using System.CommandLine;
using Baton.Engine.Journal;

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
                var plan = await session.Operations.BuildAsync(record.Kind, record.Arguments, cancellationToken);
                return await Walks.GoAsync(
                    session, observer => session.NewRunner().ResumeAsync(record, plan, Walks.Options(parsed, keep), observer, cancellationToken), cancellationToken);
            },
            "baton resume resize-20261121-0931-k3f9");
    }
}
