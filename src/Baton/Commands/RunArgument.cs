using System.CommandLine;
using Baton.Engine.Journal;
using Baton.Engine.Problems;

namespace Baton.Commands;

internal static class RunArgument
{
    public static Argument<string?> Create(string description, bool optional) => new("RUN")
    {
        Description = description,
        Arity = optional ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
    };

    public static RunRecord Newest(Session session) =>
        session.Journal.Runs() is [var newest, ..] ? newest : throw new BatonException(ProgramProblems.NoRuns());
}
