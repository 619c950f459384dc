using System.CommandLine;
using Baton.Engine.Journal;
using Baton.Engine.Problems;

namespace Baton.Commands;

/// <summary>Names a run: by its id, or by the server, which means the newest fitting run on it.</summary>
internal static class RunArgument
{
    public static Argument<string?> Create(string description, bool optional) => new("RUN")
    {
        Description = description,
        Arity = optional ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
    };

    public static RunRecord Newest(Session session) =>
        session.Journal.Runs() is [var newest, ..] ? newest : throw new BatonException(ProgramProblems.NoRuns());

    /// <param name="session">Has the journal.</param>
    /// <param name="text">What the operator wrote.</param>
    /// <param name="fits">Whether a run of that server is meant; a run named by its id is taken as it is, and refused by the engine if need be.</param>
    /// <param name="can">What could be done with it: "resumed".</param>
    public static RunRecord Find(Session session, string text, Func<RunRecord, bool> fits, string can) =>
        session.Journal.FindRun(text)
        ?? session.Journal.Runs().FirstOrDefault(run => run.Subject == text && fits(run))
        ?? throw new BatonException(ProgramProblems.NoRunOf(text, can));
}
