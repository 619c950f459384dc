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

    /// <summary>How a step ended that did not succeed.</summary>
    public static string Word(bool undoing, Exception failure) =>
        undoing ? "could not be taken back" : failure is OperationCanceledException ? "stopped" : "failed";

    /// <summary>"BTN0501 what. → next step", one per line; in a terminal the next step has a line of its own when both do not fit.</summary>
    public static void Show(ITerminal terminal, IEnumerable<Problem> problems)
    {
        foreach (var (code, message, hint) in problems)
        {
            if (!terminal.TalkIsInteractive)
            {
                terminal.Talk.WriteLine($"{code} {message} → {hint}");
                continue;
            }

            var gap = code.Length + message.Length + hint.Length + 4 < terminal.TalkWidth ? " " : Environment.NewLine + new string(' ', code.Length + 1);
            terminal.Talk.WriteLine($"{Ansi.Red}{code}{Ansi.Reset} {message}{gap}{Ansi.Dim}→{Ansi.Reset} {hint}");
        }
    }
}
