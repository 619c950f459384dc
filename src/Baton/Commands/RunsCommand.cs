using System.CommandLine;
using Baton.Documents;
using Baton.Engine.Leases;
using Baton.Terminals;

namespace Baton.Commands;

/// <summary>Lists the runs, newest first.</summary>
internal sealed class RunsCommand(Session session)
{
    public static Command Create(CommandTree tree)
    {
        var all = new Option<bool>("--all") { Description = "Also those beyond the newest 30" };
        var command = new Command("runs", "List the runs: what was done, where it stands, what is unfinished") { all };
        return tree.Bind(command, (session, parsed, _) => Task.FromResult(new RunsCommand(session).Run(parsed.GetValue(all))), "baton runs");
    }

    private int Run(bool all)
    {
        var leases = new LeaseTable(session.Journal);
        var runs = session.Journal.Runs().Take(all ? int.MaxValue : 30).Select(run => RunSummaryDocument.From(run, leases)).ToList();
        if (session.Json)
        {
            session.Terminal.WriteJson(new(runs), DocumentJson.Plain.RunsDocument);
        }
        else
        {
            RunsTable.Show(session.Terminal.AnswerConsole, runs, session.Time.GetUtcNow());
        }

        return ExitCodes.Success;
    }
}
