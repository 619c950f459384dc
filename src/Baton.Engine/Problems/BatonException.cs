namespace Baton.Engine.Problems;

/// <summary>The one exception that carries <see cref="Problem"/>s to the operator. Everything else that is thrown is a bug.</summary>
public sealed class BatonException : Exception
{
    public BatonException(params IReadOnlyList<Problem> problems)
        : base(string.Join(Environment.NewLine, problems.Select(problem => $"{problem.Code}: {problem.Message} {problem.Hint}"))) =>
        Problems = problems;

    public BatonException(Problem problem, Exception innerException)
        : base($"{problem.Code}: {problem.Message} {problem.Hint}", innerException) =>
        Problems = [problem];

    public IReadOnlyList<Problem> Problems { get; }
}
