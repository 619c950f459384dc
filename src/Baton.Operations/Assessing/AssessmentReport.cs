using Baton.Hosts.Assessing;

namespace Baton.Operations.Assessing;

/// <summary>A walk-through, and what follows from it.</summary>
public sealed record AssessmentReport
{
    /// <summary>As the operator called it.</summary>
    public required string Server { get; init; }

    public required IReadOnlyList<Question> Questions { get; init; }

    /// <summary>The worst first.</summary>
    public required IReadOnlyList<Risk> Risks { get; init; }

    public required SizeSuggestion Size { get; init; }

    /// <summary>Null where the server keeps no access logs, or too few.</summary>
    public UsageCycle? Usage { get; init; }

    public required ServerAssessment Seen { get; init; }

    public static AssessmentReport Of(string server, ServerAssessment seen)
    {
        var parts = new ServerParts(seen);
        var usage = UsageReader.Read(seen.Usage);
        return new()
        {
            Server = server,
            Seen = seen,
            Usage = usage,
            Size = SizeChoice.For(seen),
            Questions = SixQuestions.Of(parts),
            Risks = [.. RiskFinder.Find(parts).OrderBy(risk => risk.Level)],
        };
    }
}
