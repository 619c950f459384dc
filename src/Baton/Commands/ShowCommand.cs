using System.CommandLine;
using Baton.Documents;
using Baton.Terminals;

namespace Baton.Commands;

/// <summary>Shows one run, step by step, from the journal.</summary>
internal sealed class ShowCommand(Session session)
{
    public static Command Create(CommandTree tree)
    {
        var run = RunArgument.Create("The run to show; the newest when left out", optional: true);
        return tree.Bind(
            new("show", "Show a run: its steps, what they took, what came of them") { run },
            (session, parsed, _) => Task.FromResult(new ShowCommand(session).Run(parsed.GetValue(run))),
            "baton show resize-20261121-0931-k3f9");
    }

    private int Run(string? runId)
    {
        var run = runId is null ? RunArgument.Newest(session) : session.Run(runId);
        var document = RunDocument.From(session.Journal, run);
        if (session.Json)
        {
            session.Terminal.WriteJson(document, DocumentJson.Plain.RunDocument);
        }
        else
        {
            RunReport.ShowWhole(session.Terminal.AnswerConsole, document);
        }

        return ExitCodes.Success;
    }
}
