using Baton.Engine.Problems;

namespace Baton.Documents;

internal sealed record ProblemDocument(string Code, string Message, string Hint)
{
    public static IReadOnlyList<ProblemDocument> From(IEnumerable<Problem> problems) =>
        [.. problems.Select(problem => new ProblemDocument(problem.Code, problem.Message, problem.Hint))];
}
