namespace Baton.Rehearsals.Documents;

/// <summary>How the trial of a new environment on a fenced copy ended.</summary>
/// <param name="Verdict">"passed" or "failed".</param>
/// <param name="AnswersCompared">For how many paths the old server and the copy were asked.</param>
public sealed record TestResult(string Verdict, int AnswersCompared)
{
    /// <summary>In which of them they differ, grave or not.</summary>
    public IReadOnlyList<string> Differences { get; init; } = [];
}
