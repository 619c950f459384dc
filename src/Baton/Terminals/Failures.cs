using Baton.Aws.Client;
using Baton.Aws.Wire;
using Baton.Engine.Journal.Sqlite;
using Baton.Engine.Problems;

namespace Baton.Terminals;

/// <summary>What went wrong, as problems for the operator.</summary>
internal static class Failures
{
    public static IReadOnlyList<Problem> Problems(Exception failure) => failure switch
    {
        BatonException known => known.Problems,
        AwsException said => [AwsProblems.From(said)],
        SqliteException journal => [ProgramProblems.JournalFailed(journal)],
        OperationCanceledException => [ProgramProblems.Stopped()],
        _ => [ProgramProblems.Bug(failure)],
    };

    /// <summary>"BTN0501 what. → next step", one per line.</summary>
    public static void Show(ITerminal terminal, IEnumerable<Problem> problems)
    {
        foreach (var problem in problems)
        {
            terminal.Talk.WriteLine(terminal.TalkIsInteractive
                ? $"{Ansi.Red}{problem.Code}{Ansi.Reset} {problem.Message} {Ansi.Dim}→{Ansi.Reset} {problem.Hint}"
                : $"{problem.Code} {problem.Message} → {problem.Hint}");
        }
    }
}
